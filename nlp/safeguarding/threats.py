"""Signs that somebody is threatened, carries a weapon, or may harm others."""

from nlp.safeguarding.records import LIKELY, OUTRIGHT, QUIET
from nlp.safeguarding.vocabulary import rules

RULES = (
    rules(
        "threat",
        OUTRIGHT,
        "Speaks of killing or badly hurting somebody.",
        r"(?:<i>|<they>|<mine>|<name>|<kin>|<peer>) ?<few>(?:going to|gonna|gunna|want(?:s|ed)? to|wanna|will|'ll|plan(?:s|ned|ning)? to|planning on|swear i'll|thinking (?:of|about)|about to) (?:\w+ )?(?:kill(?:ing)?|stab(?:bing)?|shoot(?:ing)?|hurt(?:ing)?|attack(?:ing)?|beat(?:ing)? up|murder(?:ing)?|batter(?:ing)?|burn(?:ing)?|blow(?:ing)? up|bomb(?:ing)?"
        r"|poison(?:ing)?|rape|bash|jump|blow) (?:up )?(?:<victim>|<kin>|(?:the )?(?:lot|school|house|place|teachers?|everyone|everybody|somebody|someone|people)|his|her|the)(?! (?:when|if (?:i|he|she|they|we) (?:see|find|fail|forget|lose|don't|am|get|come)|for (?:this|that|eating|forgetting)|drama|mood|vibe|idea|joke))",
        r"<some>(?:<said>) (?:\w+ ){0,4}?(?:that )?(?:\w+ ){0,6}?(?:he|she|they|i|him)?(?:'d|'ll| will| would| is going to| are going to| gonna| 're going to| going to|to|that he'll) ?(?:be )?(?:kill|hurt|stab|shoot|burn|batter|murder|rape|smash|attack|poison|find me and|come (?:for|after)|get) (?:me|us|him|her|them|my|our|the|you|<self> and)",
        r"death threats?|threats? to (?:kill|hurt|rape|stab|my life)|threaten(?:s|ed|ing)? (?:me|us|him|her|my \w+|to (?:kill|hurt|stab|burn|rape|beat|post|send|share|leak|shoot|find))(?! (?:to )?(?:with )?(?:detention|close|closure|exclusion|expulsion|isolation))",
        r"(?:put|held|had|pulled|hold|pulls|holds|holding) (?:a |an |his |her |the )?(?:<few>)?<weapon> (?:to|on|at|against|out)",
        r"(?:threaten|attack|chas|came at|come at|went for|robb|mugg)\w* (?:\w+ ){0,4}with (?:a |an |the |his )?<weapon>",
        r"(?:kill|hurt|attack|stab|shoot) (?:me|him|her|us|them) if (?:i|he|she|we|they|anyone) (?:tell|told|tells|leave|left|leaves|say|said|spoke|speak|grass|snitch)(?! (?:you |them |him |her )?(?:about|the) (?:\w+ )?(?:surprise|party|ending|secret ingredient|present))",
        r"(?:hurt|kill|get|find|burn|stab|come for|come after) (?:my|our) (?:\w+ )?(?:family|brother|sister|mum|dad|mam|house|little \w+|nan) if",
        r"(?:afraid|scared|frightened|terrified|worried) (?:that |of )?(?:<kin>|he|she|they|<name>)(?:'s)? (?:is |are )?(?:going to|will|might|'ll|gonna) (?:kill|hurt|attack|stab|come|find|take)",
    ),
    rules(
        "threat",
        OUTRIGHT,
        "Speaks of carrying or having a weapon.",
        r"(?:<i>|<mine>|<they>|<name>|<peer>|<kin>|brought) <some>(?:carr(?:y|ies|ied|ying)|bring(?:s|ing)?|brought|got|has|have|had|keep(?:s|ing)?|tak(?:e|es|ing)|took|hid(?:es|den)?) (?:a|an|his|my|her|the|knives|weapons) ?(?:\w+ )?<weapon>(?! (?:and fork|to cut|for (?:the|cooking|work|fishing)|club|crime|sharpener))",
    ),
    rules(
        "threat",
        OUTRIGHT,
        "Speaks of planned revenge or of being hunted for.",
        r"(?:got|have|had|'ve) (?:it )?(?:all )?planned(?: out)?(?=[^.]{0,20}(?:hurt|kill|back|them|him|her|[.]|$))|(?:hurt|get|kill|harm) (?:them|him|her|everyone|people|someone|somebody)(?: all)? back",
        r"(?:going to|gonna|want to|wanna) (?:hurt|harm|kill|attack|stab) (?:people|someone|somebody|them|him|her|every\w+|the \w+|my \w+|his \w+|their \w+|other \w+)",
        r"know(?:s)? where (?:i|we|you|she|he|they) (?:live|lives|go)",
        r"threaten(?:s|ing|ed)? to (?:post|share|send|leak|show|tell)",
        r"(?:urges?|thoughts|voices)(?: \w+){0,4} (?:to (?:hurt|kill|harm|stab)|of (?:hurting|killing|harming))",
    ),
    rules(
        "threat",
        LIKELY,
        "Speaks of violence that may come.",
        r"(?:they're|they are|he's|she's|they|he|she|people|someone) (?:(?!look|ask|tak|car|run)\w+ )?(?:after me|after him|after us|coming for (?:me|us|him)|gonna get (?:me|us|him)|going to get (?:me|us|him)|out to get)",
        r"(?:in|joined|joining|part of|involved in|into|with) (?:a|the|some|with a|with) gangs?(?= ?(?:[.,;!?]|$|and|because|now|so|round))|(?:my|his|our) gang",
    ),
    rules(
        "threat",
        QUIET,
        "May be a threat, or fear of one.",
        r"(?:he'll|she'll|they'll|they will|he will|you'll|they'd|everyone will|will|'ll) (?:all )?(?:be sorry|regret (?:it|this)|pay(?: for (?:it|this|what))?|get what(?:'s| is) coming|wish they)(?= ?(?:[.,;!?]|$|for|one|they|when|what))",
        r"(?:keep|keeps|carry|carries|got|have|has|bring|brings) (?:something|summat|a little something|protection) (?:\w+ ){0,3}(?:in my|in his|in her|on me|on him|under|in case|for protection)|just in case(?= (?:they|he|she|someone|i see))",
        r"(?:keep|keeps|kept) (?:my|his|her|our) mouth shut|(?:people|anyone|those|you|grasses|snitches) (?:who |that )?(?:talk|grass|snitch|tell)s?[^.]{0,40}(?:sorted|hurt|stitches|get it|dealt with|done in|regret)",
        r"make (?:them|him|her|everyone) (?:all )?(?:pay|suffer|sorry|regret)|wait and see(?=[.!]|$)|get (?:my |our )?(?:own back|revenge) (?:on|for)",
        r"(?:what|something bad)(?:'ll| will| would|'s going to| might)? happens? (?:to me |to us |to my \w+ )?if (?:i|we|she|he) (?:tell|say|told|talk|speak|leave|grass|don't (?:do|pay))",
        r"(?:can't|cant|couldn't|won't|daren't|cannot) (?:say|tell|talk|speak)[^.]{0,25}(?:come (?:to|round|for|after)|find (?:me|us|out)|get me|my house|know it was me|kill)",
    ),
)
