"""Signs of harm by other young people, partners of one's own age, or strangers."""

from nlp.safeguarding.records import LIKELY, OUTRIGHT, QUIET
from nlp.safeguarding.vocabulary import rules

RULES = (
    rules(
        "harm from others",
        OUTRIGHT,
        "Says that somebody is attacked or hurt by others.",
        r"(?:<peer>|<they>) <few>(?:\w+ ){0,3}?(?:keep |keeps |kept |would |have |has |and |always |just )?(?:beat(?:s|ing)? (?:me|us|him|her|them) up|(?:hit|hits|punch(?:es|ed)?|slap(?:s|ped)?|kick(?:s|ed)?|stab(?:bed|s)?|attack(?:s|ed)?"
        r"|jump(?:ed|s)|chok(?:es?|ed)|strangl(?:es?|ed)|push(?:es|ed)?|shove[sd]?|assault(?:s|ed)?|spits?(?: at| on)?|spat(?: at| on)?|hurt(?:s|ing)?|grab(?:s|bed|bing)?|touching|batter(?:s|ed)?|headbutt(?:s|ed)?) "
        r"<victim>)(?! (?:at (?!home|night|school|my|the|our|least|break|lunch)\w+|in (?:a|the) (?:race|final|match|game)|to (?:it|the|do|join|apply|try|be|get|go|study|work|learn|make|take|keep|help|become|speak|see)|into (?:doing|joining|trying|applying|going)"
        r"|that|three|two|\d|with (?:a (?:question|lot|load of|surprise|idea)|questions)))",
        r"(?:<i>|<mine>|<they>|<name>|<peer>|<kin>|we) <few>(?:<be>|keeps? getting|kept getting|nearly got|'s) <few><hit>(?! (?:in (?:the )?(?:final|semi|league|match|game|last)|by (?:a |an )?(?:seagull|dog|cat|bee|wasp|ball|car|bug|virus|covid|lightning|the (?:news|pandemic|heat|cuts|cost|idea|weather|smell))"
        r"|with (?:a lot|questions|a question|emails|bills)|hard by (?:the|covid)|on sunday|three|two|four|\d|at (?:football|chess|fifa|darts|pool)|for time|off))",
        r"(?:beat|beating|beaten|beats|bashed|smashed) (?:me|him|her|us|them|my \w+) up|being beaten up|(?:get|gets|got|getting) (?:beaten up|jumped|battered|bashed|mugged)",
        r"(?:kicked|stamped on|punched|hit|smashed) (?:me in the|him in the|her in the|my|his|her) (?:\w+ )?(?:head|face|stomach|ribs|nose|teeth)",
        r"<hits> (?:me|him|her|us|them)(?: \w+){0,2} (?:when (?:the )?teachers?|every (?:day|lunch|break|morning)|after school|at (?:break|lunch)|on the (?:bus|way)|in the (?:toilets?|corridor|changing|park|playground|alley))",
        r"hold(?:s|ing)? (?:me|him|her) down|(?:film(?:s|ed|ing)?|record(?:s|ed|ing)?|video(?:s|ed|ing)?) (?:it|me|him|her|us)(?=[^.]{0,30}(?:hit|hurt|fight|beat|down|sent|posted|share|cry|naked|toilet))",
        r"(?:scared|afraid|frightened|terrified) (?:to go to school|of (?:school|going (?:to school|in|out)|leaving (?:the house|home)|them)) (?:because|cos|as|in case) [^.]{0,40}(?:hurt|hit|beat|attack|jump|get me|do to me|wait)",
        r"(?:attacks?|attacking) the (?:little|younger|small)\w* (?:ones|kids|boys|girls)?",
        r"<victim> (?:was |got |has been |is being )(?:strangled|stabbed|attacked|beaten|raped|groped|kicked|punched|assaulted)",
    ),
    rules(
        "harm from others",
        OUTRIGHT,
        "Speaks of being told to die, or of being touched, filmed or followed.",
        r"(?:tell(?:s|ing)?|told|say(?:s|ing)? to|text\w*|messag\w*) (?:me|him|her|my \w+|us) (?:\w+ ){0,3}(?:kill (?:my|him|her|your)self|(?:go and |go |to |should )die|end (?:my|your|it)|off (?:my|your)self)|kys",
        r"(?:touch(?:es|ed|ing)?|grab(?:s|bed|bing)?|grop(?:es|ed|ing)?|slap(?:s|ped|ping)?|lift(?:s|ed|ing)? up|pull(?:s|ed|ing)? (?:up|down)|ping(?:s|ed)?) (?:my|our|me by my|her|girls'?|me on the) (?:\w+ )?(?:bum|arse|chest|boobs?|breasts?|skirt|bra|trousers|backside|thigh|leg)",
        r"(?:keep|keeps|kept|won't stop|never stops?) (?:touching|grabbing|following|groping|hitting|punching|filming|sending|harassing|stalking) (?:me|her|him|us|my \w+)",
        r"(?:follow(?:s|ed|ing)?|stalk(?:s|ed|ing)?) (?:me|her|him|us|my \w+) (?:\w+ ){0,3}(?:home|from|to school|after|every|around|in (?:a|his) (?:car|van))",
        r"(?:fake|deepfake|naked|nude|private|intimate|sexual) (?:\w+ )?(?:pictures?|photos?|pics?|images?|videos?) (?:of|with) (?:me|her|him|my|us)",
        r"(?:sent|shared|sharing|sending|posted|posting|spread) (?:it|them|my|her|his) (?:\w+ )?(?:round|around|nudes?|pictures? (?:round|to everyone)|to the whole|everywhere)",
    ),
    rules(
        "harm from others",
        LIKELY,
        "Speaks of being bullied or harassed now.",
        r"(?:<i>|<mine>|<name>|he|she|<kin>) (?:\w+ ){0,2}?(?:am|is|'m|'s|are|get|gets|getting|keep getting|keeps getting|been|being|was|were|got) (?:\w+ ){0,2}?(?:bullied|harassed|cyber ?bullied|picked on|tormented|blackmailed)",
        r"(?:bull(?:y|ies|ied|ying)|harass(?:es|ed|ing)?|torment(?:s|ed|ing)?|terroris(?:es?|ed|ing)) (?:me|him|her|us|my \w+)(?! (?:into|to))",
        r"(?:<they>|<peer>) (?:\w+ ){0,2}?(?:call(?:s|ed|ing)?) (?:me|her|him|us) (?:\w+ ){0,3}(?:a terrorist|racist|slurs?|names|the n|slag|slut|gay|fat|ugly)",
    ),
    rules(
        "harm from others",
        QUIET,
        "May mean that somebody is being hurt where nobody sees it.",
        r"(?:long way|different way|back way|another way|other way)(?: (?:round|home|around))*[^.]{0,20}(?:so (?:that )?(?:they|he|she|nobody|the)|(?:to|and) avoid|catch|because (?:of (?:them|him|what)|they|he))",
        r"(?:eat|eats|ate|spend|spends|hide|hides|hid|sit|sits|go)(?: \w+){0,4} in the (?:toilets?|library|loo|bathroom)s?(?=[^.]{0,20}(?:because|so|to (?:get away|avoid|hide)|where|at (?:lunch|break)))",
        r"(?:stuff|things|bag|coat|blazer|glasses|phone|clothes|uniform)(?: \w+){0,3} (?:broken|ripped|torn|missing|wrecked|ruined)[^.]{0,30}(?:dropped|fell|lost|accident|say|says|won't say)",
        r"(?:marks|bruises|scratches|cuts|a black eye|bumps) (?:on|all over|and)[^.]{0,40}(?:fell|tripped|walked into|door|nothing|won't say|accident|says|said)|(?:always|keeps|keep) (?:coming|comes?|turns?|turning) (?:\w+ ){0,3}(?:bruises|marks|hurt|bruised)",
        r"(?:do|does|did|done) (?:\w+ )?(?:things|stuff|something) to (?:me|him|her|us|my \w+)|because of what (?:they|he|she|the \w+) (?:do|does|did|say|says|might do)|what (?:happens|goes on|happened|they do)(?: to me)? (?:in (?:there|the)|on the bus|at (?:break|lunch)|when nobody)",
        r"(?:someone|somebody|people|a man|a boy|a group|some \w+)(?: \w+){0,4} (?:hide|hiding|run|get away|running) from|(?:have|has|having|need|trying) to (?:hide|run|get away) from (?:him|her|them|some|a|my)",
        r"(?:told|asked|begged|say to|tell) (?:them|him|her) to (?:stop|leave me|get off)[^.]{0,40}(?:laugh|carry on|carried on|worse|didn't|don't|won't|doesn't|keep)",
        r"(?:scared|afraid|frightened|terrified) (?:of|to|that|because|about) (?:\w+ ){0,3}(?:them|him|they|he|school|walk|go out|leave the house|what they)",
    ),
)
