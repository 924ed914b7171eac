"""Names that are English words too, given names and surnames alike.

They are what the lists of names and the US English dictionary of Hunspell (SCOWL) have in common, in lower case, with
some words that British people say, and without those that hardly anybody uses as a word ("harry", "sheila"). They were
compared once, so that no dictionary has to be installed.
"""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


WORDS_TOO = _words(
    """
    ab abate abbes abed ace add admiral agate age ah akin al alas albino ale ales ally almond alpha alto amber amble
    amigo amine among an angel angelic angelica anon ante antic ants app apps arch archer arenas ares aria arias
    arroyo art arts as ascension asks asp aspen aster astride atlas auger august aura aurora author autumn azalea
    baa babe baby back backer bah bail bairn baker balds bale ball ban banks baptist bar barb barbel barber bare
    barer barker barman baron barre barrio barrios barrows basic basil bass basso bates bath bean beard beat beau
    beck bee beer begin begum bell belle bender bent bents berg bergs berry beryl best beta bey bi bigot bilge bill
    bills billy binder bins birch bird birdie bishop bite bitten black blanch blaze blessing bliss block blossom
    blot boas bob bock bode bodkin boga bogey bola boles bolivar bond boner bones bonnet bonny boon booth bore borer
    boss bot bouillon bourgeois bowers bowler bowman bozo bra brain branch brands brandy bravo bray brewer brick
    bridge bridges bright brink bro brook brooks brown browning brunet bruv buck bud buddy bull bullock bunk burger
    burl burns burr burrows bury bush buster butch butcher butler butte caballero cabanas caddie cadence cairn
    cairns cal caldera calla cam camps can canal canals candida candy canning cannon canny cant canton canyon cap
    caprice captain car cares carmine carol carpenter carrier carrion carry carter carton case cases cash celesta
    chad chamberlain chambers champ champagne chance chancy chandler char charity chase chastity cheers cherish
    cherry chevalier chi chin china chip christian chuck church cinnamon cis clay clear cleave clement cliff close
    clover coca cocci colas coley colic coll collard collie collier colon colonel colt comas comber combs come comer
    comfort comment commodore company compere con constant contractor convey cook cools cooper cop coral cord cornet
    corona corr corral corrie cos cote cotter council courtier cousin cousins couture couturier cox coy crane craven
    craw creed crooks cross cruise crystal cumming curry curt da dace dado dads dag dags dahlia daisy dale dam
    danish dare darling dash dat date davenport dawn day de deacon dean deb decamps deep defo deforest dell delta
    dem den der desire destiny di diamond dick dickens dickey dieter dike dimple din dink dirk dis divan diver
    divine dobbin dobbins doc dock doctor dodo doe doll don dona dong doss dot dotty dove dower downing downs doyen
    dozier drake drew dries drub drum du duff duke dung dunning dusty dyer each earl early earnest ebb ebony echo ed
    edit eider el elder ell else elver ember emerald emeralds emery emir emit emo era ermine essence ester eta ether
    ethyl eve ever fair fairy faith falcon fall fam fancy fang fanning fares farina farmer fate fawn fed fee feline
    fella feller fem fen fern ferny ferry field fielding fields finch finis fink fisher fleck fleet flint flood
    floor flora florin flowers font foot ford forest forget forum foster fount fox franc frank franks freely freeman
    french fresh friend frisk frost fry fuller funk gal gala gale gamble garland garner garnet garret garrison gates
    gauge gay gee gene general genesis genie gent gentry gibbon gibbons gill gillie gillies ginger girts glass
    glasses glazier glen goblet golden good gore gorge governor grace grahams grand grant gravel graves gray green
    greenwood greet griffin grill grimes grit gross grove guard gully gulper gun gunnel gunner gunning gunny gurney
    gust gut guy ha hacker hale hall halls ham hammer hammerer hand handler handy hang harden hardy hare haring harm
    harmony harsh hart hasty haven hawthorn hay hays hazel hearty heath heather heaven heck held hell helm hemmer
    hence henna hens herb herd heron herring hickey hicks hill hills hind ho hoes hogan hoke holder holler holly
    hols homer honing hood hook hoop hoover hope hora horn hosp house hovel hue huff hug hull hummer hung hunt
    hunter hurt hyacinth hymen ibis icy imam immaculate indie infant innit innocent ion iris ivory ivy jack jacks
    jade jail jarred jasmine jasper jay jean jet jewel job johns joke journey joy judge jug julienne jun junior junk
    justice kaiser kale karma keeling key khan kick kidney kike killer kind kindle king kink kip kirsch kiss kit
    kitty knight knoll kohl kola la lace lad laddie lady lam lamas lamb lance lander lane lark lass lassie laurel
    lavender law lawless lawyer laze le lea leach leafy lean leaner lee leech lees lei leis lemma lemon less levy
    lexis liberty lice lie lien lies lilo lily limo linden line ling link lino lips lira lisle list little llamas
    llano llanos lo loan lode lofts lone long loo loos loot lope lopes lord lore loris lot love lovey low lower
    loyal lucid lucky ludo lulu luster lute lux lynch lyric ma mac mace mach macho macs mad madden made madrigal
    mads magi magic magnolia maillot major male mall mallet mam mamba mambo mammy man manana mandala mane manila
    manly manning mans mantas mantilla mar mare mares margarita marge marina marine mark marks marlin marques
    marquis marquise marry mars marsh marshal mart marten martens martial martins marvel mas mason master mat mate
    mater math mats maverick max maxi maxim maxima may mayo mayor mayoral meadow meadows meany media medic meg
    melody mentor mercer merchant mercy merino merrily merry mesa messiah meta metro mi mica mien mile miles miller
    millet mills min miner minor miracle mist misty mitt moan molder moles moll monk monks moody moon moons moor
    moors mope more morel mores morrow moss mountain mouton mule mulligan mums murk must my myrtle na nacho nadir
    nae nah nail nan nana nanna nanny narcissus nary ne nee newt newton ni nickels nil ninja no noble noels non
    north nova novella nurser oak obi octave odd odds ok okay ole olive om opal oral orange orchard ore org orris
    ova over owe pa pace page pages paisley pal palazzo pall palls palm palomino pant pap papa par pare parent park
    parks parley parry parsons parts paschal pastor pat pate patience pavlova paw payer peace peacock pearl pearly
    peck peer pellet penny pent pepper per peters pets petty phat phoenix pi pier pierce pike ping pink pinkie pinto
    piper plank plaza pleas pleasant plover pock pol pole poll pollard polo ponce poos pop pope poppy porter post
    potter potters pottier power powers prat prats precious press price priest prince princess prior priors privet
    proctor prosper provost prudence puck purity purl put putz queen quid quill quin quint rafter raid rails ram ran
    rand randy ransom rares rattan ravel raven ray read reader real reason red redden reed reeves refs rein renders
    rhea rice rich richer rick riddle ridge rim ring river rivers roach roan roar rob robin rock rocky rod roe
    rogers roll romaine roman romeos room roots rose rosette rosin rosy rotter rout roux rowan royal rube ruby ruddy
    run rune runny rush rust rusty rut ruts saber sable sacristan sad safari saga sage sager sahib said saint salami
    sales salmon salvo samba sandal sander sanders sands sandy sane sang sans saran sari savage savanna savant
    sawyer scarlet schilling schmuck scullion se sears sec sellers sen senna senora serenity serge serine server
    seven sever sexton shad shade shah shalom shams sharp shay sheikh shepherd sherry shields shine short shun si
    sibyl side sienna sierra silk silver sim sims sincere sine sing singer singleton sinner sire siren sis sister
    sitar sitters skip sky small smart smith smolders snot snow sol solar sole solver solvers son sonata soon soot
    soprano sparks spears spies spring squire stack star stark starling steed steer stein sterling stern stetson
    steward stock stokes stone stonewall storm storms stormy story stout strand street strong sue suits sultan
    sultana summer summers sunder sunny sunshine supple swift swords ta tab tack tad tailor tali talon tam tamer tan
    tank tanner tawny te tea telly thatcher theta tho thole thy tiara ties til tilde till tin tine tins tiny tis
    tome toms tone toner too toots topic tor tore torrent torrents tors tory toy trace treasure trilby trinity tromp
    tron true tu tucker turner tutu uni unique unis unknown unnamed urban us vain val valentine valiant valid valves
    van vaquero var veer vela velvet vernal versa vi vial victors victory vigil viking vikings villa villi vino
    viola violet visa vita viva vu wa wade wadi wage wale walker wall walls ward ware warmer warrior wash waters
    watt watts way weaver weeks weir wellington wells welter wen were west wheeler whit white whitehead wi widen
    wiener wild wilder will willow wills willy windy wing winsome winter winters wise witting wo wolf wolfram wood
    woods woody worth wren wright ya yang yaw yeh yen yo yoga yogi young yr yuan za zed zeta
    """
)
"""In lower case."""
