"""Signs that a child's needs are not met, or that nobody looks after them."""

from nlp.safeguarding.records import LIKELY, OUTRIGHT, QUIET
from nlp.safeguarding.vocabulary import rules

_CARER = r"(?:(?:my |our |his |her |their |the )?(?:step ?-?)?(?:mum|dad|mam|mom|mother|father|parents?|carers?|nan|family|foster \w+|mum and dad)|she|he|they|nobody|no one|no-one)"

RULES = (
    rules(
        "neglect",
        OUTRIGHT,
        "Says that there is not enough to eat, or no heating or bed.",
        r"(?:no|not enough|hardly any|never any|nothing|isn't any|not any|any|enough) (?:food|heating|electric(?:ity)?|hot water|beds?|to eat)(?: \w+){0,3} (?:at (?:home|ours|mine)|in (?:the|our|my) (?:house|flat|home|fridge|cupboards?))(?! (?:centre|group))",
        r"(?:haven't|havent|hasn't|hasnt|not|didn't|don't|doesn't|never|nothing to) (?:had anything to |really |had a |always )?(?:eat(?:en)?|eat|meal|had (?:a|any) (?:\w+ )?(?:meal|food|dinner|tea))(?: \w+){0,2} (?:since|all (?:day|week|weekend)|in days|for days|yesterday|at home|because there)",
        r"(?:we've|we have|we|i've|i|they've|they|there's|he's|she's|got|have|having) (?:\w+ )?(?:got )?no (?:heating|electric(?:ity)?|hot water|beds?|food|proper bed|clean clothes)(?! (?:in the (?:church|hall|centre|school|club|room)|at the|for the (?:meeting|group)))(?= ?(?:[.,;!?]|$|and|at|because|so|for|in (?:my|our|the (?:house|flat))|or|most))",
        r"(?:<kin>|she|he|they) (?:\w+ )?(?:don't|doesn't|dont|never|won't|didn't|won't let me|refuse\w* to|forgets? to) (?:\w+ )?(?:feed|feeds|eat|cook for|give (?:me|us|him|her) (?:any )?(?:food|tea|dinner)|buy (?:\w+ )?food) ?(?:us|me|him|her|them|the kids|with)?",
        r"(?:comes?|came|turns? up|coming|goes|sent|arriv\w+) (?:\w+ ){0,3}(?:dirty|hungry|unwashed|filthy|starving|smelling|without (?:a coat|shoes|breakfast|lunch))(?: and \w+)?(?= ?(?:[.,;!?]|$|every|most|all|and|because|each|on|or))",
        r"(?:get|gets|let me have|eat) (?:what's|what is|whatever's|the) (?:left|leftovers|scraps)(?: over)?(?= ?[.,;!?]|$)",
        r"(?:all )?(?:sleep|sleeping|slept) (?:\w+ )?(?:on the floor|in the (?:park|car|street|bath|hall\w*)|rough|outside|on the (?:street|streets|bus|night bus))(?! at (?:the|a) (?:sleepover|camp))",
    ),
    rules(
        "neglect",
        OUTRIGHT,
        "Says that a child is left alone, or that nobody looks after them.",
        r"(?:leaves?|left|leaving) (?:me|us|him|her|them|my \w+|the (?:kids|little \w+|children|baby)) (?:\w+ )?(?:on (?:my|our|his|her|their) own|alone|by (?:my|our|him|her|them)sel\w+|home alone|with no (?:money|food)|with nothing)(?! (?:in the (?:waiting|classroom)|when (?:i'm|i am) (?:revising|reading)))",
        r"(?:kids?|child|children|baby|babies|little ones?|toddler|brothers?|sisters?|son|daughter)(?: \w+){0,4} (?:left|are left|is left|was left|were left|being left|get left)(?: \w+)? (?:home alone|alone|on (?:his|her|their) own|by themselves|in the (?:car|flat|house))",
        r"(?:left|leave|leaving) (?:home )?alone (?:for|all|over|in (?:the|a) (?:car|house|flat)|at night|with (?:the|my))(?! (?:an|half|one|ten|five|\d+) (?:hour|minutes)|when)",
        r"(?:nobody|no one|no-one|noone) (?:looks after|looked after|is looking after|takes care of|feeds|washes|cares for|picks up|comes for) (?:me|us|him|her|them|my|the (?:kids|little|baby|children))",
        r"(?:nobody|no one|she|he|they|<kin>) (?:\w+ ){0,2}?(?:takes?|take|refuses? to (?:take|get)|won't take|never takes?|doesn't take|don't take|didn't take) (?:me|us|him|her|them|my \w+) (?:\w+ )?to (?:the |a |see (?:the |a )?)?(?:doctors?|gp|hospital|dentist|a&e|school)(?=[^.]*(?:ill|need|hurt|pain|sick|bad|when|never|\.|$))",
        r"<kin> <few>(?:went away|moved out|walked out|disappeared|went off|left) (?:and )?(?:left|leaving|abandoned)? ?(?:us|me|him|her|them)",
        r"(?:look|looking|looked|looks) after (?:my|our|the|his|her|their) (?:\w+ )?(?:brothers?|sisters?|siblings|babies|little \w+|twins)(?: and (?:brothers?|sisters?))? (?:\w+ ){0,3}(?:by myself|on my own|because|every|all|by himself|by herself|alone|when mum|since)",
        r"(?:sort|look after|fend for|feed|raise|bring up) (?:ourselves|myself|himself|herself|themselves)(?: out)?(?= ?(?:[.,;!?]|$|because|at home|most|since|and|now))",
        r"(?:kicked|kicks|kick|thrown|threw|throws|chucked|locked|lock|locks|put) (?:me|us|him|her) out(?= ?(?:[.,;!?]|$|and|of (?:the|our|my) (?:house|home|flat)|at|last|because|when|until))|(?:got|get|been|gets|getting|were|was) (?:kicked|thrown|chucked|locked) out (?:of (?:the|my|our) (?:house|home|flat)|by (?:my|mum|dad)|at|and|on|until|when)",
        r"(?:nowhere|no where|not anywhere|got no ?where|no place|don't have (?:a|any) (?:place|where)) (?:\w+ )?to (?:sleep|live|stay|go tonight|go home to)",
        r"(?:ran|run|runs|running) away(?: from home)?(?= ?(?:[.,;!?]|$|and|because|from (?:home|my|her|his)|last|again|for))|been homeless|(?:i'm|we're|am|are|was|were) homeless",
    ),
    rules(
        "neglect",
        OUTRIGHT,
        "Speaks of a parent who drinks, uses drugs or cannot care.",
        _CARER
        + r"(?:'s|'re|'ve)? (?:is |are |was |always |been |got |gets |get )?(?:\w+ )?(?:drunk|drinks|drinking|on drugs|high|off (?:his|her|their) (?:head|face)|an? (?:alcoholic|addict)|stoned|using(?: again)?|wasted|passed out)(?! (?:tea|coffee|water|juice|enough water|shelf|school|street|five|standards|in the))",
    ),
    rules(
        "neglect",
        LIKELY,
        "May be caring for others without anybody caring for them.",
        _CARER
        + r" (?:doesn't|don't|can't|won't|never|didn't|isn't able to|not able to) (?:\w+ )?(?:get up|get out of bed|wake up|look after (?:us|me|him|her|them|the|my)|care (?:for|about) (?:us|me|him|her|them)|wash|come home|notice (?:us|me))",
        r"(?:nobody|no one|no-one|none) (?:at home |of them )?(?:seems? to )?(?:notices?|cares|care|bothers|is (?:ever )?(?:there|in))(?: (?:at home|about me|about us|if i|whether))(?! get)",
        r"nobody at home|no one at home",
    ),
    rules(
        "neglect",
        QUIET,
        "May mean that a child goes without, or cares for others alone.",
        r"(?:eat|eats|ate|eating|food|breakfast|lunch|dinner|tea)[^.]{0,25}(?:when i get to school|at school|at (?:the )?club|there)[^.]{0,20}(?:because|where|since)[^.]{0,20}(?:there's food|food|is|isn't|nothing|only)",
        r"(?:it's|it is|i'm|i am|it's mostly|mostly) (?:mostly |usually |always |just )?(?:me|the one|up to me) (?:that|who|to) (?:gets?|feeds?|does|wash\w*|puts?|tak\w+|cook\w*|look\w*|sort\w*) (?:\w+ )?(?:the|my|our|them|her|him|dinner|tea|for|everything)",
        r"(?:wash|washes|washed) (?:my|his|her) (?:\w+ )?(?:uniform|clothes|shirt|self|things) in (?:the|a) (?:sink|bath|toilets?|river)",
        r"<kin>(?:'s|s|'re| is| are| was)? (?:not |isn't |aren't |never )(?:\w+ )?(?:well enough|able|around|there|in|up to|fit|home|bothered|coping)(?: (?:to|much|enough|most))?[^.]{0,30}(?:look after|get on|on my own|myself|cook|feed|us|sort)",
        r"(?:not (?:always )?(?:someone|anyone|somebody|anybody)|never (?:anyone|anybody)|no one|nobody|no one's|nobody's) (?:is |'s )?(?:ever |usually |always )?(?:in|home|there)(?: when| to| at|\.|,)|(?:sometimes )?not till the next (?:day|morning)",
        r"(?:stay|staying|stayed|live|sleep|sofa|move|moving) (?:\w+ ){0,3}(?:different (?:people's )?(?:houses|places|sofas)|house to house|sofa ?surf\w*|whoever|wherever|depends who)|sofa[ -]?surf\w*",
        r"(?:depends|wherever|whoever|anyone) (?:who(?:'ll| will)?|will|that'll|who'd) (?:have|take|put) (?:us|me|him|her)(?: up| in)?",
        r"(?:kids|children|little ones|boys|girls|baby|toddlers?) (?:\w+ ){0,3}(?:are|is) (?:always |often )?(?:out|outside|on the street|wandering|crying|screaming)[^.]{0,30}(?:all hours|late|no coats?|night|hours|alone|dark|cold)",
        r"(?:don't|doesn't|haven't|didn't|hasn't) (?:really |actually |even )?(?:have|got|get) (?:a|my own|any|his own|her own) (?:proper )?(?:bed|coat|shoes|toothbrush|blanket|clean clothes|bedroom door)(?! (?:big|long|for the))|(?:go|sleep|sleeps|sleeping) on the (?:sofa|floor|settee)(?= (?:if|because|when|at|every)|[.,])",
        r"<kin> (?:just )?(?:sleeps?|stays in bed|is in bed|lies in bed|is asleep) (?:\w+ )?(?:all day|most of the day|all the time|till)|(?:cereal|toast|crisps|biscuits|nothing) for (?:tea|dinner)(?=[^.]{0,20}(?:if|again|every|because|most|milk|$))",
        r"(?:takes?|taking|took|saves?|saving|hides?|hiding|asks? for|pockets?) (?:\w+ )?(?:leftovers?|food|seconds|sandwiches|extra|rolls|biscuits)[^.]{0,25}(?:for (?:his|her|my|their) (?:\w+ )?(?:brother|sister|mum|family|little|later|home)|for later|home for|to take home)",
        r"(?:hungry|starving) (?:\w+ )?(?:at home|at night|most (?:days|nights)|all the time|every (?:day|night)|when i (?:go to bed|wake))|(?:go|went|goes|going) (?:to bed )?(?:hungry|without (?:food|tea|dinner|eating))(?! in (?:this|the) (?:borough|country|area|community))",
    ),
)
