"""Signs of abuse by family, partners, or adults somebody ought to be able to trust."""

from nlp.safeguarding.records import LIKELY, OUTRIGHT, QUIET
from nlp.safeguarding.vocabulary import rules

_ABUSER = r"(?:<kin>|<adult>|<name>|he|she|they|who)"

RULES = (
    rules(
        "abuse",
        OUTRIGHT,
        "Says that somebody is hit or hurt by family, a partner or an adult.",
        r"(?:<kin>|<adult>|<name>) <few>(?:used to |would |has |had |have |is |was |always |just )?<hits> <victim>(?! (?:at (?!home|night|school|my|the|our|least|weekends)\w+"
        r"|in (?:a|the) (?:race|final|match|game)|to (?:it|the|do|join|apply|try|be|get|go|study|work|learn|make|take|keep|help|become|speak|see)|into (?:doing|joining|trying|applying|going)|up about"
        r"|hard(?:er)? (?:to|in|at)|three|two|four|five|one|\d|that|with (?:a (?:question|lot|load of|surprise|idea)|questions|laughter)|on the (?:back|shoulder) (?:when|and said|for)))",
        r"(?:he|she|they) <few>(?:used to |would |has |had )?(?:hit|beat|beats|hits|punch(?:es|ed)|slap(?:s|ped)|kick(?:s|ed)|strangl\w+|chok(?:es|ed)|throttl\w+|batter\w+|smack(?:s|ed)?|belt(?:s|ed)|hitting|beating) "
        r"<victim>(?! (?:at (?!home|night|school|my|the|our|least|weekends)\w+|in (?:a|the) (?:race|final|match|game)|to (?:it|the)|three|two|\d|that|with (?:a (?:question|lot|surprise)|questions)))",
        r"(?:hit|beaten|slapped|punched|kicked|smacked|hurt|strangled|battered|burnt|burned|shaken) (?:\w+ )?(?:by|off) <kin>",
        r"(?:hits?|hitting|beats?|beating|hurts?|hurting|slap(?:s|ping)|smack(?:s|ing)?|kick(?:s|ing)?) (?:me|us|him|her|them) (?:\w+ ){0,3}(?:at home|when (?:he|she|they)"
        r"(?:'s|'ve|'re)? (?:\w+ )?(?:drunk|angry|drinking|been drinking|high|upset|mad|cross))",
        r"they hit (?:me|us) at home",
        r"<kin> <few>(?:was |is |were |been |are )?(?:hurting|abusing|beating|hitting|molesting|touching|raping) (?:me|us|him|her|them|my \w+)",
        r"<kin> <few>(?:pull(?:s|ed)?|pulling|drag(?:s|ged)?|yank(?:s|ed)?) (?:my|me by my|me by the|his|her|our) (?:\w+ )?(?:hair|arm|ear)",
        r"(?:grab(?:s|bed)?|held|holds|got|pinned|took|had) (?:\w+ ){1,2}by (?:the|my|her|his) (?:throat|neck|hair)",
        r"<kin> <few>(?:throw(?:s|n)?|threw|throwing|chuck(?:s|ed)?) (?:things|stuff|plates|bottles|furniture|cups) at",
        r"(?:hit|hits|hitting|beat|beats|beating) <few>with (?:a|the|his|her|things|an?) ?(?:belt|stick|shoe|slipper|cable|spoon|brush|hanger|bottle|things|ruler|cane)?",
        r"(?:bruises?|black eye|marks|broken (?:arm|rib|nose)|burns?) (?:\w+ ){0,4}(?:from|off|by) (?:my |her |his |their |a |the )?(?:\w+ )?(?:mum|dad|mother|father|parents?|boyfriend|girlfriend|partner|husband|wife|ex"
        r"|uncle|brother|sister|step\w+|carer|nan|grandad|him|her)",
        r"(?:bruis\w+|marks|burns|a black eye) (?:\w+ ){0,4}(?:said|says|told) (?:\w+ ){0,4}(?:did it|did that|hit|because|her|his|their)",
        r"(?:pushed|threw|slammed|pinned|shoved) (?:me|him|her|us) (?:\w+ ){0,2}(?:against|into|down|across|off|through|onto) (?:the|a|my) (?:wall|stairs|door|floor|bed|room|table|steps|car|ground|bus)",
    ),
    rules(
        "abuse",
        OUTRIGHT,
        "Speaks of sexual abuse or of being touched.",
        r"(?:<kin>|<adult>|<name>|<they>|who|boys|girls|lads|men) <few>(?:keeps? |kept |would |tried to |trying to |used to )?(?:touch(?:es|ed|ing)?|feel(?:s|ing)? up|felt|rub(?:s|bed)?|strok(?:es?|ed)|grop(?:es?|ed|ing)|fondl(?:es?|ed)"
        r"|molest(?:s|ed|ing)?|rap(?:es?|ed|ing)|kiss(?:es|ed)) (?:me|her|him|us|them|my \w+)(?! (?:\w+ ){0,3}(?:goodnight|good night|goodbye|cheek|heart|life|with (?:his|her|their) (?:story|words|kindness)))",
        r"touch(?:es|ed|ing)? (?:me|him|her|us) (?:\w+ )?(?:where|when|down|there|inappropriately|on (?:my|the) (?:bum|leg|thigh|chest)|and|in (?:a|my))",
        r"(?:ma(?:de|kes?|king)|forc(?:es?|ed|ing)|pressur(?:es?|ed|ing)) (?:me|him|her|us|them) (?:to )?(?:touch|kiss|do (?:\w+ )?(?:sexual|sex|things|stuff)|have sex|sleep with|watch (?:\w+ )?(?:porn|him|sex)|undress|strip"
        r"|take (?:off )?my|show)",
        r"(?:<i>|<mine>|<they>|<name>|<peer>|<kin>) (?:\w+ ){0,3}?(?:(?<!never )been |was |were |got |being |is )(?:\w+ )?(?:sexually (?:abused|assaulted|harassed)|raped|molested|groped|abused)",
        r"(?:<kin>|<adult>|<name>|<they>|who|in my family) (?:has |had |have |is |was |been |have been |had been |has been )?(?:sexually )?(?:abus(?:es|ed|ing)|molest(?:s|ed|ing)|rap(?:es|ed|ing)|assault(?:ed|s|ing)) (?:me|us|him|her|them|my \w+|a \w+)",
        r"<kin> <few>(?:com(?:es|ing)|came|gets?|got|climb(?:s|ed)|creeps|walk(?:s|ed)) (?:in|into|to|in to) (?:my|her|his|our) (?:bed ?room|room|bed|shower)(?: (?:at|in the|every) night)?(?! to (?:wake|bring|say (?:good )?night|read|help|get|check|clean|tidy|give))",
        r"(?:gets?|got|climbs?|climbed) into bed with (?:me|her|him)",
        r"<adult> <few>(?:\w+ ){0,3}(?:messag|text|talk|ask|send)\w* (?:me|her|him|us|girls|boys) (?:\w+ ){0,4}(?:<sex>)",
        r"my (?:\w+ )?(?:abuser|rapist|abuse|rape)|(?:the|his|her) abuse (?:i|she|he|that|at)|abusive (?:relationship|home|dad|mum|father|mother|partner|boyfriend|ex|household|family|parents?|husband|stepdad)",
        r"(?:have|had|having) sex (?:with (?:me|him|her) )?(?:when|even though|if) (?:i|she|he) (?:don't|didn't|doesn't|said no|was asleep|am asleep)|(?:sex|it) (?:\w+ ){0,3}against (?:my|her|his) will",
    ),
    rules(
        "abuse",
        OUTRIGHT,
        "Speaks of violence or control at home, or of a forced marriage or cutting.",
        r"(?:there is|there's|there was|i (?:see|saw|live with|grew up with|hear|witnessed)|we (?:had|have|live with|lived with)|because of the|experienc\w+|suffer\w*|fled|fleeing|escap\w+|went through) (?:\w+ ){0,3}(?:domestic (?:violence|abuse)|violence|fighting|abuse) "
        r"?(?:at home|in (?:my|our|the) (?:home|house|family)|from|by|with|between|[.,;!?]|$|and|,)",
        r"<kin> <few>(?:control(?:s|led|ling)?|checks?|takes?|took|tracks?) (?:all )?(?:of )?(?:my|her|his|our) (?:money|phone|bank|messages|wages|clothes|who)(?: and| off| so|,|\.|$)",
        r"(?:not allowed|won't let me|doesn't let me|isn't allowed|don't let me|never allowed) (?:to )?(?:see|talk to|speak to|have|visit) (?:any )?(?:of )?(?:my|her|his|any)? ?(?:friends|family|mum|sister|phone|anyone|anybody)",
        r"(?:forc(?:e|es|ed|ing)|mak(?:e|ing)|want(?:s)?|wanting|made|sent|send|sending) (?:me|her|him|my \w+) (?:\w+ ){0,3}(?:to )?(?:marry|get married|into (?:a )?marriage|be married)",
        r"(?:forced|arranged) marriage (?:for me|for my|next|in)|(?:taken|taking|take|sent|sending|send) (?:me|her|my \w+) (?:\w+ ){0,3}(?:to be|and be|to get) (?:cut|circumcised|married)|\bfgm (?:done|on me|on my)",
        r"(?:lock(?:s|ed|ing)?|shut(?:s|ting)?) (?:me|us|him|her|them) (?:in|inside|out|up|outside|away) ?(?:of |in )?(?:a |the |my |our |her |his )?(?:\w+)?",
        r"<kin> <few>(?:threaten(?:s|ed|ing)?|said|says|told (?:me|us)) (?:me |us |him |her |my \w+ )?<some>(?:to |will |'d |would |he'?ll |she'?ll |gonna |going to )(?:kill|hurt|hit|beat|stab|burn|kick (?:me|us) out|throw (?:me|us) out|leave me|send me away)",
        r"(?:wish(?:es|ed)?) (?:i|she|he) (?:was|were|had) never (?:been )?born|deserve(?:s|d)? (?:it|to be (?:hit|hurt|punished))(?= ?(?:[.,;!?]|$|and|because))",
        r"(?:calls?|called|calling) (?:me|him|her|us) (?:\w+ ){0,3}(?:worthless|useless|names|stupid|a (?:slut|slag|mistake|waste|disgrace)|fat|ugly|evil)(?= (?:and|every|all|at home))",
    ),
    rules(
        "abuse",
        LIKELY,
        "Speaks of being afraid of somebody, or of being told to keep quiet.",
        r"(?:scared|afraid|frightened|terrified|petrified) (?:of|by) (?:what )?(?:<kin>|him|her|them|he|she|(?:my|the) (?:teacher|coach|carer|neighbour|boss))(?! (?:leaving|dying|getting (?:ill|sick|older)|losing|will (?:think|get ill|die|leave)))",
        r"(?:scared|afraid|frightened|terrified) (?:to|of) (?:go(?:ing)?|be(?:ing)?|com(?:e|ing)|walk(?:ing)?) (?:back )?(?:home|in (?:my|our|the) (?:own )?(?:house|home))",
        r"<kin> <few>(?:forc|mak)(?:es?|ed|ing) (?:me|us) (?:to )?(?:do|go|lie|stay|keep)",
        r"(?:no one|nobody|no-one|they|no body) (?:will|would|'ll|'d) (?:ever )?believe (?:me|him|her|you)",
        r"(?:our|a|his|keep (?:it|this)|kept it|keep it) (?:little |special )?secret(?= ?(?:[.,;!?]|$|and|from|or|because|that|so))",
        r"(?:not|n't|never|dont) (?:to )?(?:allowed |supposed |meant |meant |able |dare )?(?:to )?(?:tell|say|talk|speak)(?: \w+)? (?:what|about what|about things|about stuff|how) <few>(?:happens|goes on|happened|he does|she does|is happening|it's like)(?: (?:at|in|behind)|[.,;!?]|$)",
        r"not safe (?:at|in) (?:home|my|our)|(?:don't|doesn't|didn't|never|not) feel safe (?:at home|in (?:my|our|her|his) (?:own )?(?:home|house|room|bed)|with (?:him|her|my|them|<kin>)|around (?:him|her|my|<kin>))",
        r"(?:home|house|there) (?:is|isn't|was|'s|wasn't) (?:not )?(?:a )?(?:safe|unsafe|dangerous|violent)(?: (?:place|for me))?(?= ?(?:[.,;!?]|$|for|because|at night))",
    ),
    rules(
        "abuse",
        QUIET,
        "May mean that somebody is not safe at home or with somebody.",
        r"(?:don't|dont|do not|doesn't|didn't|never|hate|hates|hated|not) (?:like|likes|liked|want|wants|wanted)? ?(?:to )?(?:being|be|going|go|staying|stay|it) (?:at |in |back )?(?:home|the house|there|alone)? ?(?:\w+ )?(?:when|with|while|if) (?:he|she|they|him|<kin>)(?:'s|'re)?"
        r"(?: (?:there|in|home|drunk|drinking|around|here|back))?(?= ?(?:[.,;!?]|$|because|and|so))",
        r"things (?:that )?(?:happen|go on|happened|happens) (?:at|in) (?:home|our|my|the) ?(?:house|family)? ?(?:that |which )?(?:i|we)? ?(?:can't|cant|don't|cannot|couldn't|won't)",
        r"(?:chair|bed|something|drawers|wardrobe|table) (?:\w+ ){0,2}(?:against|behind|in front of|by|under) (?:my|the|her|his) (?:\w+ )?(?:door|handle)|(?:lock|locks|barricad\w+) (?:my|the|her) (?:bed ?room )?door (?:at night|when|so|every|because)",
        r"(?:safer|feel safe|rather (?:sleep|stay|be)|prefer to (?:sleep|stay)) (?:\w+ ){0,3}(?:at|with|there|anywhere|than) (?:my |at |here |out )?(?:\w+ )?(?:nan|gran|friend|mate|school|aunt|home|else|there)?(?:'s)?(?=[^.]{0,30}(?:safer|safe|than (?:at )?home))",
        r"(?:get|got|be|getting) in(?:to)? trouble if (?:i|she|he|anyone|someone|we) (?:tell|told|tells|say|said|speak|talk)",
        r"what mood (?:he|she|they|<kin>)(?:'s|'re| is| are| was)? ?(?:in|going)|(?:depends|watch|check|see|know|work out) (?:\w+ )?(?:on )?(?:what|which|his|her|their) mood",
        r"(?:hide|hid|hides|hiding|go(?:es)? quiet|freeze|freezes|run upstairs|go upstairs|stay in my room|keep out of the way) (?:\w+ ){0,4}(?:when|from|until|if|till|as soon as) (?:he|she|they|<kin>|dad|mum)",
        r"when <kin>(?:'s)? (?:\w+ ){0,3}(?:in|home|back|pulls? up|comes (?:in|home|back)|starts|drinks|gets (?:angry|mad|drunk)|kicks off|loses it)[^.]{0,30}(?:hide|quiet|scared|run|upstairs|cry|shak|freeze|careful)",
        r"(?:walked|walks|bumped|banged|fell|fallen) (?:in)?to (?:a|the) door|wears? sunglasses (?:inside|indoors|in the house)",
        r"(?:bit|gets|too|a little|really|quite) (?:handy|rough|physical|heavy[ -]handed|violent|nasty) (?:when|with|if|after|and)",
        r"(?:get|gets|getting|creep|sneak|tiptoe|slip) (?:past|by|around|round) (?:him|her|<kin>)",
        r"flinch(?:es|ed|ing)?(?= ?(?:when|if|every|whenever|at|[.,;!?]|$|and))",
        r"(?:the way|how) (?:he|she|they|<kin>|<adult>) (?:looks?|looked|stares?|touch(?:es)?|acts?|talks?|speaks?) (?:at |to |with )?(?:me|my|her|us)|(?:looks?|looked|stares?|watch(?:es|ed)?|watching) (?:at )?(?:me|her|us) (?:\w+ ){0,3}(?:chang|undress|shower|sleep|bath|in bed)\w*",
        r"(?:please )?(?:don't|dont|do not) (?:ring|call|phone|tell|contact) (?:my )?(?:home|mum|dad|parents|them|him|social)(?: or \w+)?[^.]{0,30}(?:worse|kill|trouble|mad|angry|please|worried|scared)",
        r"never wants? to (?:go|be) home|(?:not|n't) want(?:s|ed)? to go (?:back )?home(?= ?(?:[.,;!?]|$|on|at|after|because|and|to|tonight|when))|dread(?:s|ed)? (?:going|being) (?:back )?(?:home|at home)|finds? (?:reasons|excuses) (?:not )?to (?:stay|go)",
        r"special attention|(?:makes|made|making) me (?:feel )?(?:uncomfortable|weird|funny|dirty|uneasy) (?:when|and|how|by|with|the way|around)|(?:he|she|<adult>) (?:\w+ )?(?:gets|sits|stands|comes|leans) too close",
        r"(?:told|said) (?:\w+ ){0,6}(?:and )?(?:it got worse|they (?:went and )?told (?:him|her|them)|won't (?:do|tell|say)(?: that)? again|never again|nobody believed|no one believed|didn't believe me|nothing (?:happened|changed))",
        r"(?:on|upon) (?:egg ?shells)",
        r"(?:have|has|had|got) to do (?:what|everything|whatever) (?:he|she|they|<kin>) (?:says?|wants?|tells?|likes?)(?: me)?(?= ?(?:or (?:else|he|she|i|they)|[.,;!?]|$|because|or there))",
        r"or else(?= ?[.!]|$)|(?:i'm|im|i am|i was|always) (?:always )?(?:the one|me|the one) (?:who|that) (?:gets|got|cops|takes|always gets) (?:it|hit|the blame|punished)",
        r"(?:i|she|he) (?:know|knew|knows|learn(?:ed|t)?) (?:which|when|how) [^.]{0,30}(?:past|avoid|out of the way|creak|quiet|hide|dodge)[^.]{0,12}(?:him|her|them|it kicks off)?",
        r"(?:does|did|do|done|doing) (?:things|stuff|bad things|horrible things|something) to (?:me|him|her|us)",
    ),
)
