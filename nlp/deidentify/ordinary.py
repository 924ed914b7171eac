"""Words that are no name even when they have a capital, all lower case; written here, taken from nowhere."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_FUNCTION = """
i me you he she it we they them him us mine yours ours theirs myself yourself himself herself themselves and or
but so because cos cause coz if when while whilst as than then there here where who whom whose what which why how
not nor of in on at to from by with without for about into onto over under after before during since until till
through between against near off out up down again once only just also too very really quite rather even still yet
already always never ever often sometimes usually maybe perhaps probably actually basically literally honestly
obviously definitely especially mostly is are was were be been being am do does did done doing have has had having
can could will would shall should may might must ought need dare let lets the a an this that these those my our
your his her their its some any every each no another all both few many much more most other others such own same
one two three four five six seven eight nine ten first second third last next least less lot lots yes yeah yep
nope nah ok okay oh ah um uh er erm hmm well right like please thanks thank thankyou sorry hi hello hey bye cheers
welcome i'm i've i'd i'll im ive id ill it's that's there's he's she's what's let's don't can't won't didn't
doesn't isn't wasn't couldn't wouldn't shouldn't haven't hasn't cant dont didnt wont isnt everyone everybody
everything someone somebody something anyone anybody anything nobody nothing none noone whoever whatever whenever
wherever however although though unless whether either neither instead otherwise therefore plus minus except
despite per via et etc eg ie re nb ps vs today tomorrow yesterday tonight now later soon ago
"""
_VERBS = """
said says say told tell tells asked ask asks went go goes going gone got get gets getting came come comes made
make makes took take takes gave give gives given knew know knows known thought think thinks felt feel feels saw
see sees seen heard hear hears found find finds kept keep keeps left leave leaves put puts ran run runs sat sit
sits stood stand stands used use uses tried try tries wanted want wants needed needs liked likes loved love loves
hated hate hates died die dies works work worked plays play played lives live lived helps help helped moved moves
started start starts stopped stop stops became become becomes cares care calls call called phoned rang texted met
meet meets cried cry cries shouts shouting hit hits hurt hurts hurting broke break breaks brought bring brings
buys bought sold sent send sends spent spend lost lose loses won win wins fell fall falls drank drink drinks ate
eat eats slept sleep sleeps spoke speak speaks taught teach teaches learnt learned learn reads read writes wrote
drives drove walks walk walked talks talk talked turned turns turn looks look looked seems seem seemed believes
believe understands understand understood struggles struggle struggled suffers suffered suffer passed passes
changed changes married wouldn couldn mentioned listened listen listens having continue carry ensure provide
provided improve improved include included involve involved increase introduce encourage offer offered explained
explain ring ringing wait waiting waited show showed shown point contact contacted follow followed treat treated
visit visited attend attended receive received discuss advise advised appreciate recommend deserve suggest mean
means wish hope trust talking speaking seeing being dealing working
"""
_NOUNS = """
activity activities facilities members member patient patients visitor visitors relative relatives humour patience
privacy attitude podiatry physiotherapy nursing healthcare ambulance paramedic pharmacy pilates yoga mindfulness pain
noise rest disorder bipolar injury surgeons surgeon interpreter caller zip oyster twix tv telephone listening singing
mum dad mother father mummy daddy nan nana nanny gran granny grandma grandad grandpa brother sister uncle auntie aunty
aunt cousin son daughter baby child children kids kid boy boys girl girls man men woman women lady lad people person
parent parents carer carers family families friend friends mate mates bro sis boyfriend girlfriend husband wife partner
bestie teacher teachers head tutor tutors mentor counsellor counsellors therapist therapists nurse nurses doctor
doctors dr drs gp gps consultant psychiatrist psychologist physio physiotherapist physiotherapists psychiatrists
midwife worker workers keyworker receptionist reception matron ward staff team teams manager management coach police
officer pupils pupil student students school schools college colleges academy university uni nursery class classes
lesson lessons year years form group groups club clubs service services centre center clinic clinics hospital hospitals
surgery practice unit hub home house hall room rooms office church mosque temple synagogue park road street avenue
library shop town city village borough council government trust trusts charity department facilitator chair interviewer
participant speaker moderator researcher appointment appointments assessment assessments therapy therapies treatment
treatments support help care advice information info communication communications counselling medication medicine meds
health mental wellbeing anxiety depression autism adhd ocd ptsd autistic dyslexia dyspraxia asperger's alzheimer's
parkinson's crohn's down's domino's valentine's tourette's dementia diabetes asthma cancer stroke covid corona
coronavirus lockdown pandemic crisis safeguarding online internet phone phones app apps video game games music sport
sports football basketball cricket boxing dance drama art maths english science history geography french spanish german
pe re gcse gcses sats exam exams homework detention uniform break lunch breakfast dinner food drink water tea coffee
bus train tube car parking transport money job jobs time times day days week weeks weekend month months morning
afternoon evening night minute minutes hour hours birthday life world country area place places end way ways thing
things stuff question questions answer answers idea ideas issue issues problem problems part parts reason experience
feedback session sessions waiting list lists letter letters email emails text texts call calls number address report
plan plans review section act zoom google facebook instagram insta snapchat snap tiktok youtube whatsapp twitter
discord roblox fortnite minecraft fifa xbox playstation netflix spotify twitch reddit amazon uber apple iphone android
ipad siri alexa chatgpt kooth childline samaritans camhs nhs youngminds shout headspace calm barnardo's barnardos nspcc
mind papyrus mencap relate macmillan curie ofsted senco send sen ehcp sena iapt cbt dbt emdr pip dla asda tesco
sainsbury's lidl aldi mcdonald's mcdonalds kfc greggs nando's nandos costa starbucks primark argos ikea boots brexit
parliament tory labour ramadan eid easter christmas diwali hanukkah halloween xmas lent vaisakhi god allah jesus christ
lord bible quran koran prophet buddha king queen prince princess mr mrs miss ms sir madam step red cross calmer velcro
wifi bluetooth powerpoint excel word paracetamol ibuprofen diazepam specsavers superdrug nintendo sertraline fluoxetine
ritalin melatonin methadone meeting meetings recording recordings transcript transcripts transcription minutes notes
agenda workshop workshops forum forums interview interviews webinar event events voice voices youth duty colleague
colleagues madam reader resident residents applicant almighty home-start einstein premier nani
ombudsman ambulance fire deacon lieutenant board badge credit tier
panel committee strategy policy framework scheme allowance benefit benefits tax budget county state federal rights
title planning heritage mall immigration interest employment mayor mayors governor governors chemist pharmacist
landlord landlords landlady diary pathway director directors executive minister ministers ambassador champion champions
caretaker cleaner caseworker commissioner commissioners trustee trustees volunteer volunteers peer graduate pastoral
inclusion behaviour literacy numeracy biology chemistry physics psychology sociology politics economics business
philosophy computing technology technologies photography textiles media graphics engineering catering construction
childcare apprenticeship apprentice degree diploma certificate level award awards registration form foundation
reception nativity prom christmastime easter diploma btec nvq university medicine law nursing midwifery degree masters
phd governing safeguarder inspector inspectors inspection regulation regulations act bill standards charter convention
"""
_ADJECTIVES = """
excellant exceptional superb fabulous terrible useful pleasant beautiful massive clean quiet noisy male female
adult cannot cognitive elderly adolescent palliative invaluable informal due further particularly good great
excellent bad better best worse worst nice lovely kind caring friendly helpful amazing brilliant fantastic
wonderful perfect fine happy sad angry anxious scared worried upset tired bored lonely alone safe unsafe big small
little long short high low old new young early late quick slow easy hard difficult different important possible
true false real sure clear free full open closed busy available able professional polite respectful supportive
understanding informative informed thorough efficient prompt punctual satisfied pleased grateful thankful general
special specialist social public private local national community intensive occupational physical emotional
medical clinical primary secondary sixth upper lower junior infant senior main central north south east west
northern southern eastern western royal red blue green black white brown pink purple orange yellow grey gold
silver overall absolutely totally completely extremely generally finally recently personally unfortunately sadly
luckily hopefully thoroughly greatly highly mainly regularly quickly immediately sensitive knowledgeable
approachable reassuring positive negative attentive cheerful considerate compassionate consistent regular more
less longer sooner older younger bigger smaller earlier
"""
_CALENDAR = """
monday tuesday wednesday thursday friday saturday sunday mondays tuesdays wednesdays thursdays fridays saturdays
sundays mon tue tues wed weds thu thur thurs fri sat sun january february march april may june july august
september october november december jan feb mar apr jun jul aug sep sept oct nov dec spring summer autumn winter
"""
_PEOPLES = """
british english scottish welsh irish european african asian american caribbean black white muslim muslims christian
christians jewish jew jews hindu hindus sikh sikhs buddhist catholic protestant anglican methodist baptist evangelical
pentecostal orthodox quaker islam islamic christianity judaism hinduism arabic arab bengali bangladeshi pakistani
indian urdu hindi punjabi gujarati tamil somali turkish kurdish polish romanian bulgarian lithuanian portuguese spanish
french german italian greek albanian russian ukrainian chinese thai yiddish hebrew cantonese mandarin japanese korean
vietnamese filipino nigerian ghanaian yoruba igbo twi jamaican eritrean ethiopian amharic tigrinya afghan pashto dari
farsi persian iranian iraqi syrian lebanese egyptian moroccan algerian sudanese congolese brazilian colombian latin
latino roma gypsy traveller travellers bsl lgbt lgbtq lgbtq+ tibetan nepali nepalese burmese lankan sinhalese malay
malaysian indonesian cambodian mongolian uighur uyghur hazara tajik uzbek kazakh georgian armenian azeri israeli
palestinian jordanian yemeni kuwaiti saudi emirati tunisian libyan ugandan kenyan tanzanian rwandan zimbabwean zambian
malawian ghanian gambian senegalese guinean ivorian malian cameroonian angolan mozambican namibian hausa fula fulani
wolof swahili shona ndebele zulu xhosa lingala tigrigna oromo trinidadian barbadian bajan guyanese haitian cuban
dominican mexican peruvian chilean argentinian ecuadorian bolivian venezuelan australian american canadian dutch
belgian swiss austrian danish swedish norwegian finnish icelandic hungarian czech slovak slovakian slovenian croatian
serbian bosnian kosovan macedonian moldovan latvian estonian belarusian cypriot maltese gaelic tagalog malayalam telugu
marathi sylheti patois creole latina hispanic maori aboriginal londoner londoners brit brits deaf gay lesbian bisexual
trans queer pride makaton
"""
_PLACES = """
london england britain uk britannia scotland wales ireland europe africa asia america usa canada australia india
pakistan bangladesh china japan turkey poland romania somalia nigeria ghana jamaica france spain germany italy greece
portugal syria afghanistan iraq iran ukraine russia israel palestine gaza manchester birmingham leeds liverpool
sheffield bristol newcastle nottingham leicester cardiff glasgow edinburgh belfast brighton oxford cambridge coventry
bradford hull derby stoke southampton portsmouth plymouth norwich york doncaster lincoln peterborough luton reading
hackney lambeth southwark lewisham greenwich newham camden islington haringey enfield barnet brent ealing hounslow
croydon bromley bexley sutton merton wandsworth tottenham brixton peckham stratford westminster kensington essex kent
surrey sussex yorkshire lancashire arsenal chelsea spurs bedfordshire berkshire buckinghamshire cambridgeshire cheshire
cornwall cumbria derbyshire dorset durham gloucestershire hampshire herefordshire hertfordshire leicestershire
lincolnshire merseyside middlesex norfolk northamptonshire northumberland nottinghamshire oxfordshire rutland
shropshire somerset staffordshire suffolk sunderland teesside tyneside warwickshire wiltshire worcestershire
middlesbrough cheltenham gloucester swindon ipswich bolton blackpool wigan stockport wolverhampton walsall swansea
aberdeen dundee inverness derry limerick cork galway dublin edgware uxbridge wembley watford slough woolwich dagenham
romford barking exeter canterbury salisbury abuja accra addis algiers amman amsterdam ankara antwerp asmara athens
auckland baghdad bamako bangkok barcelona beijing beirut belgrade bogota brasilia bratislava brisbane brussels
bucharest budapest cairo calcutta caracas chennai colombo conakry copenhagen dakar damascus delhi dhaka djibouti doha
dubai durban freetown guangzhou hanoi harare hargeisa havana helsinki islamabad istanbul jakarta jeddah jerusalem
johannesburg kabul kampala kandahar karachi kathmandu khartoum kiev kigali krakow kumasi kyiv lagos lahore lima lisbon
ljubljana lome luanda lusaka lviv lyon madrid malaga maputo mecca miami minsk mogadishu mombasa monrovia montreal
moscow mumbai munich nairobi naples oslo ottawa palermo philadelphia porto prague pristina quito rabat rawalpindi riga
riyadh rotterdam saigon sarajevo seoul shanghai sharjah skopje stockholm sylhet tallinn tbilisi tehran tirana tokyo
toronto tripoli tunis vienna vilnius warsaw yaounde zagreb zurich manhattan hollywood california bengal punjab gujarat
kerala kashmir kurdistan mirpur balkans caribbean mediterranean
"""
_BRANDS = """
adidas aldi argos audi bacardi barclays bebo bereal bmw burger calpol cineworld citalopram coke cola converse corsa
costcutter crocs dettol disney domino's duolingo ebay facetime ferrari fortnite gameboy gillette gmail grindr gucci
halfords haribo hellofresh hinge honda iceland ipad jordans kleenex lego linkedin lucozade lush mastercard maccies
maccy merc messenger microsoft morrisons mumsnet netmums nike nutella nurofen odeon olympics pampers panadol paypal
peloton pepsi pinterest pixar pizza playstation poundland pokemon pokémon pritt primark prozac rennies ribena rolex
sainsburys samsung savlon sharpie shein shrek skittles skype snickers sony sprite stabilo starbucks stormzy strepsils
subway superdrug tango tinder tumblr vans vaseline ventolin vimto vinted visa volkswagen vue waitrose wagamama walkers
wattpad wetherspoons wetherspoon wickes wikipedia wilko xanax zoloft simba batman superman spiderman bluey peppa hamlet
macbeth shakespeare dickens potter hogwarts quidditch groundhog bingo monopoly scrabble jenga tetris pikachu shabbat
shabbos yom kippur purim sukkot hallelujah amen jehovah jehovah's allahu inshallah mashallah alhamdulillah subhanallah
kwanzaa holi navratri gurpurab ashura muharram torah talmud exodus psalms advent pentecost taid nain mamgu tadcu ammi
abbu appa hooyo aabo ayeeyo mormor yaya yiayia babcia dziadek anneanne superior
"""
ORDINARY = _words(" ".join([_FUNCTION, _VERBS, _NOUNS, _ADJECTIVES, _CALENDAR, _PEOPLES, _PLACES, _BRANDS]))
"""Words that are no name even when capitalised, unless a title or the roster says so."""
PLACES = _words(_PLACES)
KEPT = _words(" ".join([_CALENDAR, _PEOPLES, _PLACES, _BRANDS]))
"""Days, months, languages, faiths, large places: they stay whatever stands before them."""
FUNCTION_WORDS = _words(_FUNCTION)

GENERIC = ORDINARY | _words(
    """
    sunday saturday church medical memory baby walk-in urgent nursing leisure youth art drama music language sure
    start best good gp dental eye hearing foot pain fracture blood test outpatient inpatient one-way side back
    high main wall fleet coronation downing oxford sesame harley busy first grand fast hot cold middle all one of
    and the for & st saint physiotherapy podiatry diabetic epilepsy asthma stroke dementia falls weight stop
    smoking vaccination flu children's women's men's girls boys girls' boys' family sport further higher adult
    evening which thing because stupid massive quiet pretty really posh nice rough dodgy cul de sac opposite wrong
    dark kingdom we're i'm it's they're you're he's she's there's that's
    """
)
"""Words that do not make "... School" or "... Street" a particular one."""
STREET_WORDS = PLACES | _words(
    """
    green well high mill church station park king king's kings queen queen's queens prince princess north south east
    west northern southern eastern western red white black brown blue silver gold orange yellow market school college
    hall spring summer water bell old new upper lower middle long short cross chapel bridge university hospital may
    friday sunday saturday christmas baker bath bank broad garden
    """
)
"""Generic words that do make "... Street" a particular one, where both have a capital."""
