"""Signs that somebody harms themselves, or may."""

from nlp.safeguarding.records import LIKELY, OUTRIGHT, QUIET
from nlp.safeguarding.vocabulary import rules

_ANYBODY = r"(?:<i>|<mine>|<peer>|<they>|<name>|<kin>|who|that's)"

RULES = (
    rules(
        "harm to self",
        OUTRIGHT,
        "Speaks of wanting to die or of ending a life.",
        r"(?:kill|killing|kills|killed) (?:<self>|me self)",
        r"(?:<i>|<mine>|<peer>|<they>|<name>|<kin>) <few>(?:want(?:s|ed)?|going|gonna|wanna|wish(?:es)?|like|ready|rather|prayed|pray"
        r"|tried|wants) (?:to )?(?:just )?(?:die|be dead|end (?:my|his|her|their) li(?:fe|ves)|end it(?: all)?|take (?:my|his|her|their)"
        r"(?: own)? li(?:fe|ves)|commit suicide)",
        r"<i> (?:just )?(?:wanna|want to) die",
        r"(?:end(?:s|ed|ing)?|take|takes|took|taking|taken) (?:my|his|her|their)(?: own)? li(?:fe|ves)(?! (?:story|savings))",
        r"(?:talk(?:s|ed|ing)? (?:about|of)|think(?:s|ing)? (?:about|of)|thought (?:about|of)|threaten\w* (?:to|with)) <few>"
        r"(?:ending (?:it|things)|suicide|killing <self>|dying|not being (?:here|alive)|jumping)",
        r"(?:wish(?:es|ed)?|wishing) (?:that )?(?:i|he|she|they) (?:was|were|wasn't|weren't|could be|had been) (?:dead|alive|never born"
        r"|not alive)",
        r"(?:better off|rather be) dead",
        r"(?:(?:don't|dont|doesn't|didn't|not|no longer|never) want(?:s|ed|ing)?|no (?:reason|wish)) to (?:be alive|live|go on living"
        r"|exist|keep living|carry on living)(?! (?:near|in|with|on|at|next|there|by|like|through|under|far|alone|here|off))",
        r"<i> <few>(?:was going|nearly|almost|tried) (?:to )?(?:jump|jumped|took (?:my|all the|the)|step(?:ped)? (?:out|in front))"
        r"(?! (?:in the (?:pool|air)|for joy|out of my skin|on|at the chance))",
        r"(?:wrote|written|writing|left|leaving) <few>(?:goodbye|suicide|farewell) (?:letters?|notes?|messages?)",
    ),
    rules(
        "harm to self",
        OUTRIGHT,
        "Speaks of somebody's own suicidal thoughts or attempt.",
        _ANYBODY + r" <some>suicidal",
        r"(?:my|his|her|their|had|having|have|has|get|getting|gets|of) (?:\w+ )?suicidal (?:thoughts?|feelings?|ideation|ideas|urges?)",
        r"(?:attempted|attempting|attempts|tried|considered|considering|contemplat\w+) (?:\w+ )?suicide",
        r"<i> (?:think|thought|am thinking|keep thinking|was thinking)(?: a lot)? (?:about|of) (?:suicide|dying|ending it|killing)",
        r"(?:my|his|her|their) (?:\w+ )?suicide attempts?",
        r"(?:took|taken|takes|taking|had|did) (?:an?|another|her|his) (?:\w+ )?overdose",
        r"(?:<i>|<they>|<mine>|<peer>|<name>|<kin>) (?:have |has |had |nearly |almost )?(?:overdosed|od'?e?d)(?! on (?:sweets|chocolate|sugar"
        r"|cake|coffee|telly|tv|netflix|biscuits|crisps))",
        r"(?:taken|took|take|taking|swallowed) (?:\w+ ){0,3}(?:tablets|pills|medication|meds|paracetamol)"
        r" (?:on purpose|deliberately|to (?:die|end|kill|hurt|make it stop))",
        r"too many (?:tablets|pills|meds)",
    ),
    rules(
        "harm to self",
        OUTRIGHT,
        "Speaks of somebody hurting themselves.",
        _ANYBODY
        + r" <some>self[ -]?harm(?:s|ed|ing|er)?(?! (?:training|policy|support|group|leaflet|awareness|services?|team|rates?|is|as))",
        r"my (?:\w+ )?self[ -]?harm(?:ing)?",
        r"(?:hurt(?:s|ing)?|harm(?:s|ed|ing)?|cut(?:s|ting)?|burn(?:s|t|ed|ing)?|scratch(?:es|ed|ing)?|starv(?:es?|ed|ing)|injur(?:es?|ed|ing)"
        r"|punish(?:es|ed|ing)?|bit(?:es?|ing|ten)?|hit(?:s|ting)?|punch(?:es|ed|ing)?|slap(?:s|ping|ped)?|chok(?:e|ed|ing)) (?:<self>)"
        r"(?! (?:a |some |in (?:pe|p\.e|football|the foot)|at (?:football|pe|netball|rugby|gymnastics|training)|playing|off|up|free|on the"
        r" (?:oven|grill|kettle|stove|iron)|short|shaving|cooking))",
        r"(?:<i>|<they>|<mine>|<peer>|<name>|<kin>) (?:<few>|\w+ been )(?:cutting|cuts) (?:again|at night|to cope|when|because)",
        r"(?:cut|cuts|cutting|scratch(?:es|ing|ed)?|burn(?:s|ing|ed|t)?|scars? (?:on|all over|up)|marks on|cuts on) (?:my|his|her|their)"
        r" (?:\w+ )?(?:arms?|wrists?|legs?|thighs?|skin)",
        r"until (?:\w+ ){1,3}bleeds?",
        r"(?:i|he|she|they|<mine>) <few>(?:punch|hit|bang)(?:es|ed|ing|s)? (?:the |a |my (?:head|fist) )?<few>walls?(?= (?:until|till|to|so|when"
        r"|because))",
    ),
    rules(
        "harm to self",
        LIKELY,
        "Speaks of not eating, or of being sick on purpose.",
        r"(?:mak(?:e|es|ing)|made|been making) (?:my|him|her|them)(?:self|selves) (?:be )?sick",
        r"(?:stop(?:ped|s)? eating|(?:barely|hardly|not|don't|doesn't|won't|isn't|never) (?:eat|eats|eating|eaten)) (?:so (?:that )?(?:i|she|he|they)"
        r"|because|any ?more|anything|at all|properly|to (?:be|get|lose)|for days)",
        r"haven't (?:eaten|had a (?:proper )?meal) (?:in|for) (?:\w+ )?(?:days|weeks|a week)",
        r"(?:hiding|hides|hid|hide) (?:my |her |his |their |the )?food",
        r"(?:<i>|<mine>|<they>|<name>) <few>(?:starv(?:e|es|ing)|purg(?:e|es|ing)|binge(?:s|ing)? and)(?! (?:by|for) (?:lunch|dinner|tea))"
        r"(?= (?:<self>|after|and|because|so))",
    ),
    rules(
        "harm to self",
        QUIET,
        "May mean not wanting to live, or that others would be better off.",
        r"(?:don't|dont|do not|didn't|doesn't|not|never|no longer) (?:really |even )?(?:want(?:s|ed)?|wanna) (?:to )?(?:be|wake up) (?:here|around|in this"
        r" world|on this (?:earth|planet))(?= ?(?:any ?more|no more|at all|tonight|tomorrow|some ?times|most|[.,;!?]|$|and|but|because|tbh))",
        r"(?:don't|dont|didn't|not|never) (?:want(?:s|ed)?|wanna) (?:to )?wake up",
        r"(?:not|never|don't|without) wak(?:e|ing) up (?:again|tomorrow|ever)|(?:go to sleep|fall asleep) and (?:not|never) wake",
        r"(?:if|when|once) (?:i|he|she|they) (?:wasn't|wasnt|weren't|isn't|ain't|aren't|was not|am not|'m not|is not|was gone|were gone|am gone"
        r"|is gone|died|disappeared|vanished|wasn't born|'d never been born)(?: (?:here|around|alive|about))?(?= ?(?:any ?more|no more|[.,;!?]|$|and"
        r"|but|they|nobody|no one|everyone))",
        r"(?:better off|happier|easier|better|fine|manage|cope|nicer|relieved) without (?:me|him|her)(?= ?(?:any ?more|here|around|[.,;!?]|$))",
        r"(?:i|he|she) (?:won't|wont|will not|might not|may not|don't think i'll|don't think i will) (?:still )?(?:be (?:here|around|alive)|make it|see)"
        r" (?:\w+ ){0,2}(?:next (?:year|month|week|term|summer|birthday)|(?:for )?much longer|christmas|to the end|soon|to (?:see )?(?:my|his|her|eighteen|\d+))",
        r"<i> ?(?:'m|am|m)? ?(?:just )?(?:such )?a (?:burden|waste of space)|feel(?:s|ing)? like (?:such )?a burden",
        r"(?:notice|care|miss me|bothered|cry) if (?:i|he|she|they) (?:was|were|wasn't|am|died|disappeared|went|just (?:died|disappeared|went))(?: (?:gone|dead|here"
        r"|around))?",
        r"(?:can't|cannot|cant|couldn't|don't) (?:see|picture|imagine) (?:a|any|my|his|her) (?:\w+ )?(?:future|self (?:older|being))"
        r"|(?:can't|cant|cannot) (?:picture|imagine|see) (?:being|myself|me|turning|getting to) (?:\w+ ){0,2}(?:\d+|eighteen|twenty|older|grown|alive)",
        r"(?:can't|cant|cannot|don't want to|don't know how to) (?:go on|keep going|keep doing this|carry on|take it|do this|cope)(?: like this)?"
        r"(?: any ?more| no more| much longer)",
        r"so done with (?:it all|all of it|all of this|everything|life|living)|done with (?:life|living)|(?:tired|sick) of (?:living|being alive|life|existing)"
        r"|can't keep going(?! to)",
        r"(?:giv(?:en|ing)|gave|gives) (?:away )?(?:all )?(?:my|his|her|their) <few>(?:things|stuff|trainers|clothes|games|console|possessions|belongings|jewellery)"
        r"(?: away)?(?= (?:to|and|away))",
        r"giving away (?:all )?(?:my|his|her|their)|(?:said|saying|say) (?:all )?(?:my|his|her|their) (?:goodbyes?|farewells?)|saying sorry to (?:people|every\w+)",
        r"(?:no|what's the|whats the|see the|any) (?:point|reason)(?: in| of| to)? (?:of |in )?(?:living|being (?:here|alive)|going on|carrying on|anything|me)",
        r"(?:stand|stood|sit|sat|go|went|standing|sitting) (?:\w+ ){0,2}(?:on|by|at|near|to) (?:the |a )?(?:\w+ )?(?:bridge|edge|tracks|platform|roof|rooftop|cliff|ledge|balcony)"
        r" (?:\w+ ){0,6}(?:think|wonder|imagin|about it|just to)\w*",
        r"(?:stopped caring|don't (?:even )?care|not care|wouldn't (?:mind|care)|hope|wish|hoping|wouldn't bother me) (?:if|whether|that) (?:\w+ ){0,3}(?:live|die|dies|died|get hit|gets hit|got hit|run over|alive"
        r"|crash(?:es|ed)?|killed|wake up)(?! (?:to|in|at|for|on) (?:the|a|my))",
        r"(?:isn't|not|aren't|am not) (?:here|around|alive) any ?more(?= ?[.?!]|$)",
        r"what (?:happens|would happen|will happen) (?:to \w+ )?(?:if|when) (?:she|he|i|they) (?:isn't|'m not|am not|wasn't|is not|aren't) (?:here|around)",
        r"(?:disappear|cease to exist|not exist|vanish)(?: (?:forever|for good|completely))?(?= ?[.,;!?]|$)",
        r"(?:life|it) (?:is|isn't|'s|feels) (?:not )?(?:worth (?:living|it any ?more)|pointless living)|nothing to live for|no will to live|given up on life",
    ),
    rules(
        "harm to self",
        QUIET,
        "May be hiding that somebody hurts themselves.",
        r"(?:long sleeves|hoodie|jumper|covered|covers? up|covering|sleeves|bandag\w+|plasters) (?:\w+ ){0,6}(?:so (?:that )?(?:nobody|no one|no-one|people|they|mum|the)|(?:even|all) "
        r"(?:in|through|the) (?:\w+ )?(?:summer|heat|hot|time)|when it's (?:hot|boiling)|asks?)",
        r"(?:keeps?|kept|covers?|hides?|hiding|covering) (?:my|his|her|their) (?:\w+ )?(?:arms?|wrists?|legs?|scars|sleeves)(?: (?:covered|hidden|down|up))?",
        r"(?:only|just) feel(?:s)? (?:\w+ ){0,3}(?:when|if) (?:it hurts|i hurt|there's pain|i bleed)|pain (?:is the only|makes me feel|helps me feel)",
        r"(?:do|does|doing|did|done|do bad) (?:\w+ )?(?:things|stuff) to (?:my|him|her)self",
        r"(?:the|my|her|his) (?:scars|cuts)(?= (?:on|are|show|fade|hurt|get|to))|hate(?:s)? (?:my|him|her)self so much",
        r"(?:want|need|deserve)(?:s|ed)? to (?:feel (?:the )?pain|be (?:hurt|punished)|bleed|suffer)",
    ),
)
