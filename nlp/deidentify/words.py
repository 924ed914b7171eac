"""The words that announce a name or speak against one, all lower case; written here, taken from nowhere."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


TITLES = _words(
    """
    mr mrs miss ms mx dr doctor prof professor imam sheikh ustadh ustadha rabbi reverend rev pastor vicar father
    brother sister sir lady auntie aunty aunt uncle nurse matron coach pc officer councillor cllr sergeant sgt
    constable detective inspector canon bishop bhai hooyo
    """
)
"""Before a capitalised word: a name follows."""
ADDRESSES = _words(
    """
    sensei pandit guru swami bibi baba mufti maulana hafiz ustad sifu khala phuppo chacha mamu nani dadi apa baji didi
    bhaiya tita tito kuya hala teyze abla abi amca oga mzee tio tia madame monsieur granny grandma grandpa grandad nan
    nana gran deacon elder chaplain minister dame governor pcso archdeacon superintendent
    """
)
"""The same, where they have a capital themselves."""
SHORT_TITLES = _words("mr mrs ms mx dr")
"""Those that announce a name even in lower case."""
ABBREVIATED_TITLES = SHORT_TITLES | _words("prof rev cllr")
AFTER_TITLES = _words(
    """
    led practitioner specialist consultation prescriber prescribers associate lead bank station trip trips journey
    driver drivers tickets travel quicker slower xxx xxxx surgeries note notes referral appt appts advice opinion
    diagnosis cover book seat seats holiday tour bus netball uniform word universe
    """
)
"""Lower-case words that follow "dr", "miss", "nurse" or "coach" without being a name."""
KIN = _words(
    """
    brother sister cousin son daughter nephew niece uncle auntie aunty aunt stepdad stepmum stepbrother stepsister
    twin mate mates friend friends bestie boyfriend girlfriend bf gf bff ex partner husband wife fiance mum dad
    mother father nan grandma grandad nana gran grandson granddaughter grandmother grandfather stepson
    stepdaughter bro sis godmother godfather neighbour dog cat
    """
)
ROLES = _words(
    """
    teacher tutor counsellor therapist keyworker worker nurse doctor psychologist psychiatrist physio
    physiotherapist midwife coach manager boss senco head headteacher consultant receptionist visitor mentor
    facilitator cpn assistant carer volunteer practitioner advisor adviser
    """
)
PEOPLE = (
    KIN
    | ROLES
    | _words(
        """
    boy girl lad lady woman man kid guy child baby person someone somebody one student pupil
    """
    )
)
DETERMINERS = _words(
    """
    the a an this that these those my our your his her their its some any every each no another which what such
    other own more most new old same different single whole entire proper actual via per
    """
)
POSSESSED = _words(
    """
    mum mums dad dads mother father brother brothers sister sisters house home family parents friend friends phone
    room birthday class mate mates cousin nan gran grandma grandad uncle aunt auntie boyfriend girlfriend wife
    husband son daughter party story turn point idea face
    """
)
TEXTING = _words(
    """
    aint arent bcoz bcuz bare bestie bruh bruv btw cba comin couldnt couldve coz cus cuz deffo defo didnt doesnt doin
    dont dunno everyones fam finna goin gonna gotta gunna hadnt hasnt havent hes idc idek idk imma innit isnt ive kinda
    legit leng lmao lmfao lol lols lool mandem gyaldem mustve ngl nothin omg peng pls plz prolly rlly rn shes shouldnt
    shouldve skl smh somethin sorta tbf tbh thats theres theyre theyve tho thru tryna u ur wanna wasnt werent weve
    whats wheres whos wont wouldnt wouldve wot xx xxx ya yall youd youll youre youve yh til abt ppl msg msgs appt appts
    govt dept info meds sesh bday gramps granpa nanny mumma mumsy iban dob fml ffs istg fr ong ik ikr ily bday hw pe re
    dm dms dmd dming unfollowed yano init neva suttin sumn wid dat dis dem
    """
)
"""How people write words when they text."""
SPEECH = _words(
    """
    said says told tells asked asks reckons thinks replied texted messaged rang phoned explained shouted whispered
    mentioned suggested goes agreed laughed cried hugged
    """
)
DOING = SPEECH | _words(
    """
    was is has had made helped came went gave did does always never really listened knew understands understood
    took got keeps kept can could will would just also wants wanted likes liked loves needs felt feels started
    left moved died passed visited called saw met lives lived works worked plays who who's wasn't isn't didn't
    doesn't hasn't knows thinks comes sits sat sees gets struggles hates helps sent tells brought showed treated
    supported provided deserves
    """
)
TELLING = _words(
    """
    told tell telling ask asked asking text texted texting message messaged phoned rang thank thanks thanked met
    hugged trust trusts trusted meet meeting married dating cheers hi hello hey dear sees seeing saw see bless
    """
)
TALKING = _words(
    """
    you talk talked talking talks spoke speak speaking spoken chat chatted chatting thanks thank thankyou grateful
    listen listened listening close married related said explained wrote
    """
)
KNOWING = _words(
    """
    felt feel find found think thought believe know knew said say fact glad happy sure hope so
    """
)
SINGLING_OUT = _words("especially particularly including unlike namely")
GREETINGS = _words(
    """
    thanks thank you thankyou hi hello hey sorry cheers okay ok yeah yes no morning well done right so
    """
)
THINGS_WITH_NAMES = _words(
    """
    app game website thing service group show film song book programme place club charity site course project team
    series page channel system school college centre it this that which medication tablet condition
    """
)
ORGANISATION = _words(
    """
    school academy college primary secondary road street lane avenue close drive hospital surgery practice clinic
    centre ward team unit service services hub house church mosque group trust park estate court university
    council scale index syndrome disease score foundation project programme library station card
    """
)
COMPANY = _words(
    """
    inc ltd limited llc plc corp corporation technologies technology solutions orchestra investments insurance
    consulting systems software holdings markets bank airlines motors industries enterprises pharmaceuticals energy
    logistics tv magazine records
    """
)
"""After a name these make a firm of it, which stays."""
PREPOSITIONS = _words("in at of from near around to through across into outside inside on")
PARTICLES = _words("van de der al el bin von da dos di la le ibn")
NAMES_THAT_ARE_WORDS = _words(
    """
    mark may hope will rose christian grace joy faith summer april june august autumn dawn eve ivy lily violet
    daisy poppy olive amber ruby pearl iris holly heather hazel jade crystal jack bill bob rob pat sue drew chase
    hunter mason carter dean grant frank art guy max sky river rain storm star angel honor honour destiny harmony
    melody miles penny robin jay jean gene ray rich nick wade ward victor sunny major king prince duke earl reed
    page brook cliff dale glen heath lane forest stone ash berry cherry ginger precious patience prudence charity
    mercy blessing praise favour princess justice jordan georgia china india paris brooklyn london sydney chelsea
    austin florence victoria sterling roman can so an al ed in to young brown green white black gray short long
    day moon love little best good small price cook baker butler smith wood woods field fields hill hills banks
    rivers park parks street church bell ball fox wolf bird bush read hunt marsh moss power powers self speed
    swift wise strong sharp savage gay sweet case chance bond cross head hand foot pope bishop knight noble porter
    potter turner walker west north east wells bright hardy hardman payne farmer fisher gardener mann moody frost
    snow winter winters spring cash buck skip jet gale barker blunt coward fear friend gold hall house hurst kind
    law light lamb pike rice sands sharpe singer stern tall waters weeks wild worth do he she they you we my our
    see sun ma mo lee kitty kit dusty scout sage fern basil candy bliss joey josh gift goodness comfort happy
    lucky bonny fanny dick randy woody stew pierce trace tug don manny mike
    """
)
"""Given names and surnames that are also words: masked only where they can be nothing but a name."""
GIVEN_NAMES_THAT_ARE_WORDS = _words(
    """
    mark may hope will rose christian grace joy faith summer april june august autumn dawn eve ivy lily violet daisy
    poppy olive amber ruby pearl iris holly heather hazel jade crystal jack bill bob rob pat sue drew chase hunter
    mason carter dean grant frank guy max river rain star angel honor honour destiny harmony melody miles penny robin
    jay gene ray rich nick wade victor sunny reed brook cliff dale glen heath ash cherry ginger precious patience
    prudence charity mercy blessing praise favour justice jordan georgia brooklyn sydney chelsea austin florence
    victoria sterling fern sage basil candy bliss joey gift comfort lucky randy woody kitty art prince tone rowan wren
    ocean blue storm sapphire opal sandy dusty sonny buddy bobby rusty teddy archer ace blaze cash jasper jet duke
    major messiah legend maverick rebel royal sincere truth treasure trinity unity wisdom beauty bright lovemore
    knowledge innocent happiness goodness peace promise princess queenie sunshine success victory wonder memory
    privilege prosper progress talent fortune raven phoenix willow carol coral beryl myrtle laurel lavender bonny kit
    billy buck chip clay forest ford lance lane mick pierce porter rocky rod scarlet shay sol stormy tanner val
    valentine viola clover colt cooper dahlia dale diamond dolly ebony echo ember emerald essence fawn flora garnet
    haven herb hyacinth indie ivory jasmine jewel journey juniper liberty lyric magnolia marina marvel mercer merry
    misty moon nova orchid paisley pepper pixie rosemary sable serenity sienna silver snow sparrow spring tiger topaz
    velvet wolf bear pippin kingsley fox finch saffron clement constant ginny pearly sunday wednesday obedience
    temperance verity felicity clemency lily mo jo ed em ty sky jan
    """
)
"""Those that people have as given names."""
ABSTRACT_NAMES = _words(
    """
    summer autumn spring hope faith art joy grace peace patience charity justice sky river love may april june august
    harmony destiny honour honor comfort praise christian mercy favour blessing gift dawn prudence truth treasure
    trinity unity wisdom beauty knowledge innocent happiness goodness promise sunshine success victory wonder memory
    privilege progress talent fortune journey liberty serenity obedience temperance sunday wednesday snow rain storm
    silver legend major royal constant bliss rich grant chase mark will bill pat max rob bob drew sue jack frank haven
    echo forest moon ocean ivory essence ember georgia jordan victoria florence austin sydney chelsea guy em jan
    """
)
"""Those that stand for the thing, or open a sentence as a verb, more often than for a person."""
MONTH_NAMES = _words("may april june august jan")
BEFORE_MONTHS = _words(
    """
    in by since until till last next this early late of every from before after around mid end for
    """
)
COPULAS = _words(
    """
    is am are was were be been being i'm im we're they're he's she's it's as not or very quite
    """
)
PARTICLES = _words("al bin bint da de del der di dos du el ibn la le o san st ten ter van von y")
"""Words that stand in lower case inside a name."""

LABEL_ROLES = _words(
    """
    facilitator facilitators gp parent parents carer chair interviewer participant speaker moderator researcher
    host note notes notetaker all unknown male female mum dad mother father young person people yp cyp int fac mod
    res sw ta senco ep hv teacher nurse doctor professional voice group observer scribe translator interpreter
    co-facilitator respondent student pupil member citizen resident staff youth worker social practitioner
    counsellor therapist manager lead nhs anon anonymous boy girl man woman child audience everyone several p r q
    a s i m f and the of in
    head year school college housing officer camhs centre rep representative care coordinator co-ordinator deputy mayor
    support family carers council councillor clinician service services team director commissioner chief senior
    assistant police practice community health visitor trust hospital ward local authority charity
    """
)
