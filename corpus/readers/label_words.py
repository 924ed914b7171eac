"""English words that tell a speaker's label from the start of a sentence."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Words that open a sentence, a heading or a form's field, and never name a speaker.
NEVER = _words(
    """
    note notes nb ps re date dates time times title location venue place duration length subject project interview
    agenda apologies attendees attendance present summary conclusion conclusions introduction background action actions
    theme themes topic topics aim aims objective objectives purpose method methods result results finding findings key
    appendix section part chapter step stage figure example examples eg ie reference references source sources
    recording recorded transcript transcription transcribed filename file id version page pages number total contents
    context comment comments feedback strengths weaknesses positives negatives pros cons issue issues problem problems
    question questions answer answers point points thing things reason reasons idea ideas priority priorities
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september
    october november december today tomorrow yesterday day week month year age ages
    yes yeah yep no nope ok okay well so but and or because then now also again anyway actually basically honestly
    obviously literally seriously first second third firstly secondly thirdly next last lastly finally meaning like
    sometimes maybe perhaps however therefore still plus except please thanks thank sorry hello hi bye oh ah um uh erm
    mm hmm right sure exactly great good bad better best worst more less most another other others both all everything
    nothing something anything everyone someone anyone nobody everybody here there this that these those the a an is are
    was were be what when where who why how which if not it http https www mailto tel email e-mail phone website address
    item items warning important remember update status outcome outcomes next steps welcome break lunch close
    """
)
# Words of a clause: with one of these, several words are a sentence and not a name.
CLAUSE = _words(
    """
    i you he she we they it me him them us this that these those there is are was were be been being am do does did have
    has had can could would will should shall may might must said say says saying ask asked asks tell told goes went go
    think thought mean means meant know knew like want wanted need needs feel felt to if so but because when what how
    why which whose whom not no my your his her their our its just really very about than as into i'm it's that's
    there's he's she's we're they're you're don't didn't one two three four five following remember put call called
    wrote write read reads here only more some any every get got
    """
)
ROLE_HEADS = _words(
    """
    facilitator co-facilitator cofacilitator interviewer interviewee moderator participant speaker respondent researcher
    host chair chairperson presenter observer notetaker note-taker scribe interpreter translator int interv fac mod part
    resp res yp pc parent parents carer carers mum dad mother father grandparent child teen teenager young youth boy
    girl student pupil teacher senco nurse gp doctor psychologist therapist counsellor practitioner professional worker
    officer manager commissioner councillor citizen resident volunteer imam vicar minister pastor rabbi leader lead
    group table audience panel all everyone male female man woman staff clinician advocate mentor coach trustee unknown
    unidentified head rep representative
    """
)
ROLE_REST = _words(
    """
    young person people adult youth family support social school community voluntary sector faith mental health public
    service services senior assistant deputy head local council team lead link key care group or and of the from in at
    multiple several together voices voice speaker speakers participants
    """
)
ROLE_AMBIGUOUS = _words("head part group table young all everyone lead leader minister public")
# Words for somebody, or for many at once, whom a transcriber could not name, and what may stand beside them.
UNNAMED = _words("all everyone everybody several multiple various unknown unidentified unclear group someone somebody")
UNNAMED_REST = _words("voice voices speaker speakers person people participant participants young together of them in")
CONNECTORS = _words("de la le da di du van der von den bin ibn al el of and the or at from for in y e & /")
# Words that a turn seldom ends with, unless it is cut short: what stands on the next line belongs to them.
HANGING = _words(
    """
    a an the my your his her our their its every
    of to at by for from with without into onto between as than and or but because if when while where
    called named is was i'm it's he's she's that's there's they're we're you're said says meet met very mr mrs ms miss
    """
)
