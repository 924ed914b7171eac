"""What stands beside a word that may be a name and says whether it is one, all lower case; written here."""

from nlp.deidentify import acting, words


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


OBJECTS = words.DETERMINERS | _words(
    """
me it them him us i we they he she there be not anyone anybody someone somebody everyone everybody people up down out
"""
)
"""After "Mark", "Will", "Chase" and "May" at the start of a sentence these make a verb of them."""
HE_OR_SHE = _words("he she him her his he's she's he’s she’s hers himself herself hes shes")
TOWARDS = _words(
    """
    with to for from about by except than without like when if because cos and or but so that as where while since until
    till before after then even only just me unlike including poor little big old young wish plus
    """
)
"""Before an abstract name these leave open whether it is a person: what follows tells."""
PERSON_BEFORE = words.TELLING | words.SINGLING_OUT | words.PEOPLE | _words("with except me plus wish")
WITH_OBJECT = _words(
    """
    lost moved sent took gave put kept left brought drove picked dropped saw met called got had have rang phoned
    visited referred discharged copied supervise supervised covered replaced miss missed love loved trust found want
    wanted thank need needed knew know fed held carried followed remember remembers
    """
)
"""Before a name these have somebody for their object."""
OWNED = (
    words.POSSESSED
    | words.PEOPLE
    | _words(
        """
        paediatrician consultant school team case referral notes plan appointment assessment diagnosis medication
        placement parents carers foster behaviour attendance review autism adhd anxiety self-harm mental bedroom bed
        """
    )
)
TOGETHER = _words("siblings sisters brothers twins cousins friends mates both here kids")
PLACED = _words("at in from on with here aged or self")
STOPS = frozenset({"", ",", ".", "!", "?", ":"})
OFTEN_CAPITALISED = _words(
    """
    summer autumn spring art christian sunday wednesday snow rain storm sky river love moon ocean forest london paris
    georgia jordan victoria florence austin sydney chelsea royal major liberty justice peace charity praise talent
    memory progress journey wisdom knowledge truth trinity unity haven
    """
)
"""Abstract names that have a capital inside a sentence for other reasons, too."""
SAYING = _words("say word mean means meaning called about believe in of")
PLAIN_NAMES = _words(
    """
    amber ruby heather ivy jasper rowan robin billy lily poppy daisy holly hazel iris jade pearl violet carter mason
    teddy bobby sonny kit wren willow rosemary carol beryl myrtle dahlia jasmine ebony scarlet miles gene jean jay ray
    nick victor dean jack bob max archer cooper joey sapphire sienna saffron fern glen guy mo jo shay kingsley rusty
    viola
    """
)
"""Names that are words, too, but seldom said as one: in lower case they stand for somebody almost anywhere."""
OWNERS_AHEAD = _words("the my our his her their a")
TALKED_TO = words.TALKING | acting.PERSONAL | _words("mother mum dad father goes given")
KNOWN_TO = _words("think know knew thought felt says said")
BOLD = _words("big little lil old young fat tall skinny mad crazy wee")
"""Before a name these are part of it: "Big Tone"."""
AGES = _words(
    """
    three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen
    twenty
    """
)

PAUSES = frozenset({"", ",", ".", "!", "?"})
LINKS = frozenset({"and", "n", "&", "or", ",", "+"})
SOMEBODY_BEFORE = (words.TELLING - _words("see saw sees meet meeting trust dear bless")) | _words(
    "with plus knows know knew remember love loves"
)
TOLD = _words("told asked texted rang messaged called named hi thanks")
PERSONS = _words("boy girl lad guy kid man lady woman bloke geezer yute")
WE_TWO = _words("me her him them mum dad myself")
CLAUSES = PAUSES | _words(
    """
    and but so cos coz because bc when if that then like tbh honestly basically while till until since where think said
    say says swear reckon heard bet guess know even only wish
    """
)
"""What a clause begins with, or follows."""
AFTER = _words("on at in from and n if that who when cos because bc to about for or but like as tho lol")
MODALS = _words("will may can hope grant mark bill rob drew sue chase frank")
"""Names that are verbs, and so common in lower case that only what no verb does shows them."""
SHORT_WORDS = _words(
    """
    aba ala ama ana ara asa bas cas che dai del dia dow ely geo goa hal hua hui ibn ina isa jan les lil lim lin mal nam
    neo obe pak pau ras sai sal sep tai tal tex tri una uno uta von yan
    """
)
"""Names of three letters that stand for something else as often."""
ABBREVIATIONS = _words(
    """
    UK US UN EU GP AM PM TV PE RE IT ID HR EP OT NI IQ AE PS DJ SW TA PA HV DT ED AI MP PC CV BP PT AP OK OH YP LA NZ NY
    QR FB IG YT HQ MS VR
    """
)
