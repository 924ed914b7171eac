"""Words by what they do in a sentence: enough to find where a phrase begins and ends without a trained model.

All lower case; written here, taken from nowhere. A word that stands in no list counts as a noun.
"""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _tagged(**words: str) -> dict[str, str]:
    return {word: tag for tag, listed in words.items() for word in listed.split()}


CLOSED = _tagged(
    P="i we",
    h="you he she it they this that these those there",
    o="me us him them myself ourselves yourself themselves himself herself",
    d="the a an some any each every another such both either neither all",
    s="my our your his her their its",
    q="no more less fewer enough better not-enough much many few little lots lot plenty",
    k="nobody no-one none nothing everyone everybody someone somebody anyone anybody everything something anything",
    r="""very too so really quite rather extremely always never-mind often sometimes usually just still already almost
    again soon later now here everywhere anywhere away ago far long-term once twice only even also well yet
    together earlier sooner longer properly fast straight instead forever most least pretty super totally""",
    b="am is are was were be been being",
    m="have has had having do does did can could will would shall should may might must ought",
    x="not never no-longer hardly barely",
    i="""of in on at from by with without for about into onto over under after before during since until till through
    between against near off around among towards within across like via per inside outside behind beyond
    despite regarding""",
    t="to",
    p="back up out down forward apart",
    c="and or &",
    w="""but because cos cause if when while whilst where who whom whose which what why how whether though although
    unless however therefore so-that hence as than then""",
    f="""yes yeah yep nope nah ok okay oh ah um uh er erm hmm hm mm lol haha please thanks thank thankyou hi hello hey
    bye cheers sorry wow etc eg ie xx xxx innit basically literally actually honestly obviously maybe perhaps probably
    kinda sorta anyway hopefully unfortunately sadly luckily else""",
    u="one two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty hundred thousand",
)
"""P first person, h other subjects, o objects, d determiners, s possessives, q amounts, k nobody and everybody,
r adverbs, b to be, m helping verbs, x negations, i prepositions, t to, p particles, c and, w clause openers, f fillers,
u numbers. Beside them: n noun, a adjective, v verb as it is, g verb with -ing, e verb in the past."""

EXPANDED = {
    "can't": "can not", "cannot": "can not", "cant": "can not", "won't": "will not", "wont": "will not",
    "dont": "do not", "didnt": "did not", "doesnt": "does not", "isnt": "is not", "wasnt": "was not",
    "werent": "were not", "arent": "are not", "couldnt": "could not", "wouldnt": "would not",
    "shouldnt": "should not", "havent": "have not", "hasnt": "has not", "hadnt": "had not",
    "im": "i am", "ive": "i have", "theyre": "they are", "youre": "you are", "weve": "we have", "thats": "that is",
    "theres": "there is", "gonna": "going to", "wanna": "want to", "gotta": "have to",
}  # fmt: skip
ENDINGS = {"n't": "not", "'m": "am", "'re": "are", "'ve": "have", "'ll": "will", "'d": "would"}
IS_AFTER = _words("it that there he she what who where here how one everything nobody everyone")
"""Words after which 's is short for is."""

VERBS = _words(
    """
    accept access achieve act add admit advise affect agree aim allow answer appear apologise apply appreciate arrange
    arrive ask assess assist assume attend avoid ban be become begin behave believe belong blame block book break
    bring build bully buy calm call cancel care carry cause challenge change charge chase chat check choose clean
    close come communicate compare complain complete concern confirm connect consider contact contain continue
    control cook cope cost cover create cry cut damage deal decide decrease delay deliver deny depend deserve destroy
    develop die direct discharge discover discuss disrespect do drink drive drop eat encourage end enforce enjoy ensure
    enter examine exceed exist expect experience explain explore express face fail fall feed feel fight fill find
    finish fit fix follow force forget fund gain get give go greet grow guide handle happen harm hate have hear help
    hide hold hope hurt identify ignore improve include increase infect infringe inform injure interest interrupt
    introduce invest involve join judge jump keep kill know lack laugh lead learn leave let lie lift limit listen live
    look lose love lower maintain make manage mean meet mention mess mind miss monitor motivate move need notice
    observe offer open operate order organise pass pay perform pick plan play point prefer prepare prescribe prevent
    print produce promise promote protect prove provide pull punish push put question raise reach read realise
    reassure receive recommend recover reduce refer refuse relate relax rely remain remember remind remove rent
    replace report require rescue resolve respect respond rest return review ring run rush save say seek seem sell send
    serve set share shout show sit sleep smile smoke solve sort speak spend spread stand start starve stay steal
    stereotype stop strip struggle study suffer suggest supply support suppose survive swear take talk target teach
    tell text think threaten tidy tolerate touch train transfer travel treat trust try turn understand update upset use
    vaccinate value violate visit vote wait wake walk want warn wash waste watch wear weigh welcome win wish wonder
    work worry write
    """
)
NOUN_TOO = _words(
    """
    access act answer ban block book break bully call care cause challenge change charge chat check clean concern
    contact control cook cost cover damage deal delay discharge drink drive drop end experience face fall fight fit fix
    force fund gain guide harm help hold hope hurt increase interest judge jump lack laugh lead lie lift limit live
    look love mess mind miss move need notice offer order pass pay plan play point promise push question rent report
    rescue respect rest return review ring run rush share shout show sleep smile smoke sort stand start stay stop
    strip struggle study supply support talk target text touch train transfer travel treat trust try turn update use
    value visit vote wait wake walk waste watch wear welcome win wish wonder work worry direct lower open close
    """
)
"""Verbs that are as often nouns or adjectives: what stands beside them says which."""
IRREGULAR = {
    "become": "became become", "begin": "began begun", "break": "broke broken", "bring": "brought brought",
    "build": "built built", "buy": "bought bought", "choose": "chose chosen", "come": "came come",
    "cost": "cost cost", "cut": "cut cut", "deal": "dealt dealt", "do": "did done", "drink": "drank drunk",
    "drive": "drove driven", "eat": "ate eaten", "fall": "fell fallen", "feed": "fed fed", "feel": "felt felt",
    "fight": "fought fought", "find": "found found", "forget": "forgot forgotten", "get": "got got",
    "give": "gave given", "go": "went gone", "grow": "grew grown", "have": "had had", "hear": "heard heard",
    "hide": "hid hidden", "hold": "held held", "hurt": "hurt hurt", "keep": "kept kept", "know": "knew known",
    "lead": "led led", "learn": "learnt learnt", "leave": "left left", "let": "let let", "lose": "lost lost",
    "make": "made made", "mean": "meant meant", "meet": "met met", "pay": "paid paid", "put": "put put",
    "read": "read read", "ring": "rang rung", "run": "ran run", "say": "said said", "see": "saw seen",
    "seek": "sought sought", "sell": "sold sold", "send": "sent sent", "set": "set set", "show": "showed shown",
    "sit": "sat sat",
    "sleep": "slept slept", "speak": "spoke spoken", "spend": "spent spent", "stand": "stood stood",
    "steal": "stole stolen", "swear": "swore sworn", "take": "took taken", "teach": "taught taught",
    "tell": "told told", "think": "thought thought", "understand": "understood understood",
    "upset": "upset upset", "wake": "woke woken", "wear": "wore worn", "win": "won won", "write": "wrote written",
}  # fmt: skip
DOUBLED = _words(
    "ban begin chat control cut drop fit forget get let plan put refer rely-not rub run set shop sit stop strip swim "
    "transfer travel win cancel prefer skip step slip hit quit"
)
"""Verbs whose last letter is doubled before -ing and -ed (all of them as British English writes them)."""

ADJECTIVES = _words(
    """
    able absolute accurate active addicted affordable afraid aggressive alone angry anxious appropriate asleep
    available aware awful awkward bad basic best better big bigger biggest bored boring brief bright brilliant broken
    busy calm careful caring central cheap cheaper cheerful clean cleaner clear clearer clever close closer cold
    comfortable comfy compassionate complex confident confidential confused confusing considerate convenient cosy
    crowded cruel current daily damp dangerous dark dead deep dental different difficult dirty disabled disappointed
    disappointing disgusting due early easier easy easy-going efficient elderly emotional empty equal essential
    excellent exceptional excessive expensive extra fair fantastic faster few fewer financial fine first flexible free
    frequent fresh friendly friendlier frightened frightening frustrated frustrating full funny further general
    gentle genuine good grateful great greater green grumpy happier happy hard harder healthy heavy helpful hidden
    high higher honest horrible hot huge human humane hungry ill immediate impatient important impossible incredible
    independent individual informal informative inner insane instant intelligent interested interesting kind kinder
    knowledgeable large last late later lazy likely local lonely long longer loud louder lovely low lower mad main
    major massive medical mental mild minor mixed modern moral more-able multiple nasty national natural near nearer
    necessary negative nervous new next nice noisy normal obvious official old older only ongoing online open ordinary
    other outstanding overall own painful painless past patient perfect permanent personal physical plain pleasant
    polite poor popular positive possible previous private probable professional prompt proper proud public quick
    quicker quiet quieter random rare ready real reasonable reassuring recent regular relaxed relaxing relevant
    reliable religious responsible responsive rich right rude sad safe safer same satisfied scared scary second
    secure sensitive serious severe sexual shameful short shorter sick silent silly similar simple single slow slower
    small smaller smart smooth social soft special specific sticky stressed stressful strict strong stronger stuck
    stupid sudden suicidal superb supportive sure sweet sympathetic tall terrible thankful thorough tidy tight tired
    top total tough traditional transparent true ugly unable unclear uncomfortable understanding unfair unfriendly
    unhappy unhealthy unhelpful uninformed unique unkind unnecessary unpleasant unprofessional unsafe unwell upset
    upsetting urgent useful useless usual various vital vulnerable warm weak weekly welcoming well-organised whole
    wider willing wise wonderful wooden worried worrying worse worst worth wrong young younger amazing welcome
    disrespectful fabulous attentive approachable accommodating
    """
)
NOT_ADJECTIVES = _words(
    """
    table timetable vegetable cable constable syllable clinic music topic traffic panic logic fabric critic medic
    mechanic paramedic drive live give native relative relatives executive motive archive detective representative
    objective initiative perspective narrative alternative business illness fitness public mosque arrive receive
    """
)
"""Nouns and verbs that end like adjectives."""
ADJECTIVE_ENDINGS = ("ful", "ous", "ive", "able", "ible", "ic", "less", "ish")
NOT_ADVERBS = _words(
    """
    friendly lovely lonely elderly early daily weekly monthly likely costly lively unfriendly unlikely deadly ugly silly
    orderly
    """
)
"""Adjectives that end like adverbs."""
NOUNS_WITH_LY = _words("family reply july assembly belly jelly ally rally italy bully")
NOUNS_WITH_ING = _words(
    """
    parking housing meeting building morning evening feeling wellbeing well-being training nursing funding thing
    something nothing anything everything ceiling lighting heating clothing swimming shopping advertising spending
    painting wedding king ring spring string sibling timing warning opening beginning hearing catering seating bedding
    """
)
WITH_A_PREPOSITION = {
    "listen": "to", "talk": "to", "speak": "to", "look": "after", "care": "for", "deal": "with", "rely": "on",
    "turn": "to", "wait": "for", "work": "with", "attend": "to", "fight": "for", "pay": "for", "ask": "for",
}  # fmt: skip
"""Verbs that may end a phrase with their preposition: “being listened to”, “someone to talk to”."""

SAYS_NOTHING = _words(
    """
    thing things stuff bit lot lots way ways people person someone something anything everything nothing everyone
    nobody one ones time times day days week weeks month months year years today yesterday good bad nice great best
    better fine ok excellent amazing brilliant fantastic lovely wonderful perfect superb terrible get got getting go
    going went make made making do doing done have having had be being been say said saying know think feel want need
    see look come put take give let keep like really other same own able first last next new old many more much less
    very too not no never long
    """
)
"""Words that cannot carry a name by themselves."""
EMPTY_PHRASES = _words(
    """
    fault praise complain complaint complaints recommend comment comments thank thanks grateful appreciate opinion
    opinions mention question-mark answer answered reason rate rating score scored feedback survey example
    """
)
"""What people say about the asking itself; a name is not made of it."""
SWEARING = _words(
    """
    fuck fucking fucked fucks shit shitty bullshit bollocks bastard bastards bitch cunt piss pissed wank wanker arse
    arsehole dick dickhead twat crap bloody damn slag slut retard retarded
    """
)
NEVER_LAST = _words(
    """
    being be able unable made make making get gets getting got have has had having give gives giving gave given take
    takes taking took put puts putting keep keeps keeping kept let lets letting need needs needing needed want wants
    wanting wanted do does doing did done use uses using used provide provides providing provided allow allows allowing
    find finding found feel feels feeling felt send sending sent tell telling say saying said think thinking due such
    very so too really quite other own same bit lot lots only just also even still then part sort type moment
    present amount thing things stuff one ones says
    """
)
"""Words that call for another one after them."""
TAKES_TO = _words(
    """
    time place room space chance opportunity ability right need way somewhere someone somebody something nothing anyone
    anybody anything nobody no-one everything people person choice freedom support help
    """
)
"""Nouns that may be followed by what they are for: “someone to talk to”, “nothing to do”."""
DEGREE = _words("very so really quite extremely always also just super totally absolutely particularly")
"""Words that make a name longer and not clearer."""
REPORTING = _words("say think know mean tell guess suppose wonder remember mention like look seem")
"""Verbs about the telling and not about what is told."""
WEAK = _words("have get give go do make take keep use put let")
"""Verbs that could be said of anything."""
SUBORDINATE = _words("before after until till since like")
"""Prepositions that may open a clause instead: “before things | get worse”."""
NEVER_FIRST = _words("thing things stuff own same such other one ones bit last next first whole certain particular")
"""Words that point back to something said before."""
SOMEBODY_IN_PARTICULAR = _words("lady man guy woman gentleman boy girl bloke chap fella")
