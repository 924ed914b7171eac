"""Given names, in Latin letters, of cultures that Faker has only in their own script or hardly at all; written here.

Each is a common name; how people in Britain spell it is what counts.
"""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


SOMALI = """
abdi abdiaziz abdifatah abdihakim abdikarim abdinasir abdiqadir abdirahman abdirashid abdirisaq abdisalam
abdulkadir abdullahi abukar ahmednur amal asad asha awale axmed ayaan ayan barkhad bashir bilan bishaaro caasha
cabdi daahir dahir deeqa degan deqa dhuxul ebyan egal faadumo fadumo farah fardowsa farhiya fartun faysal filsan
fowsiya guled habaq hamdi hani hawa hibaaq hibo hodan hodo idil ifrah ikran ilhan ilwad iman ismahan jama jamac
khadra khalif ladan libaan liban liiban luul mahad mahamud mahdi maxamed mohamoud mohamud mumin muna mustaf nasra
nasteho nimco nimo nuur rahma roble roda sacdiya sagal sahra sahro samatar samira sareedo shamso shukri siciid
suado subeer sucaad suhayb suleyman sumaya ubah umal warsame warsan xaawo xalimo yahye yasmin yusra zahra zamzam
zeynab
"""
HORN = """
abebe abel abiy abraha adane adiam alem alemayehu almaz amanuel amleset asmeret aster awet ayana azeb bekele
berhane berhe bethlehem biniam binyam bisrat brhane daniel dawit desta eden elsa ermias eyob feven fikru filmon
freweini freweyni gebre genet getachew girma girmay haben habtom haile hailemariam helen henok hermela hiwot kaleab
kebede kidane kidist lemlem leul luwam mahlet makda mebrahtu medhanie mehari mekdes melat meles meron mesfin mihret
mikiyas milena mulu nahom natnael noh rahel rahwa ruta saba salem samrawit samson sara seble selam selamawit semhar
senait senay shewit simon sirak solomon tadesse tedros tekle temesgen tesfay tesfaye tigist tsega tsegay tsehay
tsion wegahta winta yared yemane yodit yohannes yonas yordanos zekarias zerai zewdi
"""
ARABIC = """
abbas abdallah abdel abdelrahman abdulaziz abdullah abdulqadir abdulrahman adel adnan ahlam ahmad ahmed aicha aisha
ala alaa ali alia amal amani amer amin amina amir amira ammar anas arwa asma asmaa aya ayat ayman ayoub aziz aziza
bashar basma bassam bilal bouchra bushra dalal dalia dana diana dima doaa dunya emad eman esraa essam fadi fadwa
fahad fares farida faris fatema faten fatima fatma fawzia firas ghada ghassan hadeel hadi hafsa haifa hajar hakim
hala hamza hana hanaa hanan haneen hasan hassan hatem haya haytham heba hend hiba hicham hind hisham houda huda
hussain hussein ibrahim idris ikram ilham ilyas iman ines islam ismail israa jaber jad jalal jamal jamila jana
joumana kamal kareem karim karima khadija khadijah khaled khalid khalil kinza lamia layal layan layla leen leila
lina loubna lubna maha mahmood mahmoud majd malak malek manal maram mariam marwa marwan maryam maya mazen mehdi
mohamad mohamed mohammad mohammed mona mounir mourad muhammad muhammed muna munir musa mustafa mustapha myriam
nabil nada nadia nadine naima najat najla najwa nasser nawal nermin nisreen noor nora nour noura nouran omar omran
osama osman othman qasim rabab rabia rachid raed rahaf rami rana rand rania rasha rashid rawan rayan razan reem
reema rida riham rima riyad rola ruba ruqaya ruqayyah saad sabah sabrina saeed safa safiya safiyyah sahar said
saida salah saleh salim salma salwa sama samah samar sameer sami samia samir samira sana sanaa sara sawsan shadi
shahd shaima sherif shireen siham soha souad suad suha sulaiman suleiman sultan sumaya sumayyah taha tahani talal
tamer tareq tariq tasneem wael wafa walid wassim yahya yara yaseen yasin yasir yasmin yasmine yassin yassine younes
yousef yousra youssef yusuf zaid zaina zainab zakaria zakariya zayd zaynab zeina zeinab ziad zineb
"""
PERSIAN_AND_KURDISH = """
abdul afsaneh ahmadzai ajmal akbar alborz amir anahita ara arash ardalan arezo arezu arian ariana arman armin arvin
asadullah atefeh atena ava aveen avin aza azad azadeh azar azin babak bahar bahara bahram baran behnam behrouz
behzad benafsha berfin bijan bijar chia dara dariush daryoush delal diako dilan dilnoza dilshad diyar donya ehsan
elaheh elham elnaz erfan esmat fardin farhad fariba farida farnaz farrokh farshad farzad farzana farzaneh fatemeh
fereshteh firouz forouzan freshta gelareh ghazal ghulam golnaz gulalai gulnar habib hadis hamed hamid hamida haval
helin hemin hewa hoshang hossein jahan jamshid javad jawad jila jiyan kamran karwan kaveh kazem keyvan khatera
khorshid kian kiana kimia koroush kourosh lale laleh leili leyla mahin mahnaz mahsa mahtab maliha mandana maryam
marzia masoud masoumeh massoud mehdi mehran mehrdad mehri milad mina mitra mohsen mojgan mojtaba morteza mozhgan
mursal nahid najib nargis nasim nasrin navid nazanin nazdar neda negar negin nilofar niloufar nima noushin omid
pari parisa parvin parviz parwana parwin payam peyman pouya qasem rahim ramin rebaz reza rezan rojda rojin rona
roshan rostam roxana roya rozhin saber saeid sahar sahra saman samaneh sanaz sardar sepideh setareh shabnam shadi
shahla shahram shahrzad shapour shayan sherko shima shirin shiva shokofeh siamak siavash simin sina soheil sohrab
solmaz soran soraya sorour tahmineh tara taraneh vahid yalda yasaman zahra zal zana zarmina zhala zilan zohreh
"""
SOUTH_ASIAN = """
aadil aafreen aaliyah aamir aarav aarti aashish aayat abeer abhay abhishek adeel adil aditi aditya aftab afzal
ahsan aisha ajay ajit akash akhil akhtar akshay alisha alok aman amandeep amar amarjit amina amit amrit amrita
anand ananya aneeka aneesa angad anika anil anisa anish anita anjali anjum ankit ankita ankur anoop anusha anushka
aparna arif arjan arjun arshad arti arun aryan asad asha ashish ashok ashraf asif asim atif ayesha ayub azhar aziz
babar babu balbir baldev baljeet baljit balraj balvinder balwinder barinder bhavesh bhavika bhavin bhavna bhupinder
bibi bikram bilal bina bindu chandni charanjit chetan chirag daljit danish darshan davinder deepa deepak deepali
deepika dev devi dharam dhruv dilip dimple dinesh dipak dipti divya ehsan faisal faiza farah farhan farhana faria
farida farooq fatima fawad ferdous firdaus gagan ganesh garima gaurav geeta gita gopal gulshan gurbir gurdeep
gurdip gurinder gurjit gurleen gurmeet gurmit gurnam gurpreet gursharan gurvinder habib habiba hafeez hafsa haider
hamid hamza hansa hardeep hardev hardik hargun harish harjinder harjit harkirat harleen harman harmeet harminder
harpal harpreet harsh harsha harshad harvinder hasan haseeb hemant hena himani hina hira husna hussain iffat
iftikhar ijaz ikra imraan imran inaaya inaya inder inderjit indira inzamam iqbal iqra irfan irum isha ishaan ishaq
ismail jabeen jagdeep jagdish jagjit jahanara jahangir jaidev jamila jannat jasleen jasmeet jaspal jaspreet
jasvinder jaswinder jatinder javed jaya jayesh jeevan jignesh jinal jiten joginder jyoti kabir kajal kalpana kamal
kamala kamaljit kamran kanwal karam karan karanjit kareena karishma karthik kashif kaur kavita kavitha kavya keshav
ketan khadija khalida khushi kiran kirandeep kirpal komal krishna kulbir kuldeep kulvinder kulwant kumar kunal
lakhbir lakshmi lalita lata laxmi madhu madhur maha mahesh mahira mahmuda mahnoor maira majid malika manav mandeep
maninder manish manisha manjinder manjit manjula manoj manpreet mansi mansoor maryam masood meena meera mehak
mehnaz mehreen mehwish milan mina minal mira misbah mitesh mohan mohinder mohit mohsin mona mubarak mubeen mudassar
mukesh mumtaz munir murali musarrat nabeel nabila nadeem nadia naeem nafisa nagina nahida naila naim najma nalini
namrata nandini naresh nargis narinder nasima nasir nasreen natasha navdeep naveed naveen navjot navneet nazia
nazma nazmul neelam neeraj neeta neha nida nidhi nighat nikhil nikita nila nilesh nimra nirmal nirmala nisha
nishant nitin nitya noreen nusrat omkar padma palvinder pankaj paramjit parminder parul parveen parvez parvinder
payal piyush pooja poonam prabhjot pradeep prakash pranav prasad prashant pratik praveen preet preeti prem prerna
priti pritpal priya priyanka puja punam puneet pushpa qadir qamar qasim rabia rachna radha rafiq raheem rahila
rahul raj raja rajan rajat rajeev rajendra rajesh rajeshwari rajinder rajiv rajni rajpal raju rajvinder rakesh
raksha ram rama ramesh ramila ramneek rana rani ranjit ranveer rashid rashida rashmi ravi ravinder ravneet raza
razia reema reena rehan rehana rekha renu reshma riaz richa ridwan rina rishi ritika ritu riya rizwan rohan rohini
rohit roshan roshni rubina rukhsana rukhsar rukmini rumana rupa rupal rupinder ruqayya saba sabah sabeena sabiha
sabina sabir sachin sadia saeed safia sahib sahil saif saima saira sajad sajid sajida sakina salim salma saman
samina samir samra sandeep sandhya sangeeta sania sanjay sanjeev sanjit santosh sapna sara sarabjit sarah sarbjit
sarfraz sarika sarita saskia satinder satish satnam satvinder saurabh savita seema seerat shabana shabir shabnam
shagufta shahbaz shaheen shahid shahida shahnaz shahzad shaista shakeel shakil shakira shalini shama shamim shams
shamshad shanaz shanthi sharanjit sharda sharif sharmila shashi shazia sheetal shilpa shireen shivani shoaib shobha
shreya shruti shubham siddiqa sidra simarjit simran simranjit sita smita sneha sohail soma sona sonal sonam sonia
sonu subhash sudha sudhir sufyan suhail suhana sukhdeep sukhdev sukhjit sukhpreet sukhvinder sukhwinder sultana
suman sumera sumit sunil sunita supriya surbhi surekha suresh surinder surjit surya sushila sushma swati tabassum
tahir tahira tahmina taimur tajinder talha talib tania tanveer tanvi tanya taran taranjit tariq tarun tasleem
tasnim tayyab tayyaba tejinder trilok tripti tulsi uday uma umair umar umer umesh upinder urmila usha usma usman
uzair uzma vandana vani varinder varsha varun vasant veena vidya vihaan vijay vikas vikram vimal vimla vinay vineet
vinod vipul viraj virender vishal vivek waheed waqar waqas wasim yash yasmeen yasmin yogesh younis yousaf yusuf
zafar zaheer zahid zahida zaida zain zaina zainab zakir zara zareena zarina zeenat zeeshan zia zoya zubaida zubair
zulfiqar zunaira
"""
TAMIL = """
abirami anandhi anitha arasi aravind arjunan arul arulmoli arumugam ashvin bala balan balasubramaniam bavani
bhavani chandran chelvi darshini devika dharshan dharshini dinesh ganga gayathri geetha gobi gowri hari ilango
indran janaki janani jegan jeyanthi kajan kala kamalini kandiah karthiga kathir kavin keerthana kirushan komathi
kumaran kumari lavanya logan luxmi malar mathan mathi meenakshi mithun mohana mukunthan muthu nalini nanthini
nirosha nithya niveda parthiban piranavan pirashanth piriya prabakaran praveena priyanthan rajani rajini ramanan
ranjan ranjini sahana saranya sathish selvam selvi shanmugam sharmini siva sivakumar sivam sobana suganthi suganya
sujatha sumathi suresh tharani tharsan tharshini thayalan theepan thilini thinesh thivya thurka uthayan vaishnavi
vanitha vasuki vignesh vijitha yalini yathurshan yogarajah
"""
EAST_ASIAN = """
aiko akari akemi akiko akira asuka ayaka ayumi bao boram chae cheng chenxi chieh chihiro chun daichi daiki dong
dong-hyun eun-ji eunji fang fen feng guang guo haiyan hana hanako hao haru haruka haruki haruto hideki hikari hina
hinata hiroki hiroko hiroshi hitomi ho-jin hong hua hui huiling hye-jin hyejin hyun hyun-woo jae jae-hyun jaehyun
ji-hoon ji-min ji-woo jia jiahui jian jiang jiaqi jiayi jiaying jie jihoon jimin jin jing jingyi jinhua jisoo jiwon
jiwoo joon jun jun-ho jung junho junko kaito kaori kazuki kazuko keiko kenji kenta kentaro kiyoshi kwok lei liang
lihua lijun ling mai makoto mana manami mari mariko masako masashi mayu mayumi mei meiling michiko midori mika miki
min min-jun mingming mingyu minho minji minjun misaki mitsuko miyu momoko naoko naoto natsuki noriko osamu ping
qiang qing riko rin ryo ryota saki sakura satomi satoshi seo-yeon seojun seung shan shinji shiori shota shu shuang
shufen shun si-woo siew sihan soo-jin soojin sora soyeon sumin sunhee suyin taeyang takashi takeshi takumi tatsuya
tetsuya tingting tomoko tomoya wai wei weijie wen wenjing xiang xiao xiaofeng xiaoling xiaomei xin xinyi xinyu xiu
xuan xue yan yang yating ye-jin yeji yeon ying yingying yiran yixuan yoko yong yoo-jin yoshi yoshiko youngjae yu
yuan yue yuhan yui yuka yuki yukiko yuko yun yuna yuri yusuke yutaka yuto yuxuan zhang zhen zheng zhi zihan zixuan
ziyi
"""
VIETNAMESE = """
ai an anh bao bich binh cam chau chi chinh cuc cuong dao dat diem diep dinh duc dung duong duy giang ha hai hang
hanh hau hien hieu hoa hoai hoan hoang hong hue hung huong huy huyen khai khanh khoa khoi kieu kim lam lan lien
linh loan loc long luan ly mai manh mien minh my nam nga ngan nghia ngoc nguyen nguyet nhan nhi nhu nhung oanh phat
phong phu phuc phung phuoc phuong quan quang quoc quy quyen quynh sang tam tan thai thang thanh thao thi thinh tho
thu thuan thuy thy tien tin toan trang tri trinh trong truc trung truong tu tuan tuyen tuyet uyen van viet vinh
vuong xuan yen
"""
EASTERN_EUROPEAN = """
agim agnija agron aleksandar aleksandr aleksandra aleksei aleksey alexei alina aliona alona alyona anastasia
anastasiia anastasija anastasiya anatoliy andrei andrey andrius andriy angelina antonina anzhela arben arber arbnor
ardian ardit arina arjeta armend arta artem arturas artyom audrius ausra austeja besa besart besnik bledar blerim
blerta bogdan bohdan bojan bojana boris borislav boyan branko bujar danijel danylo daria darya dasha deimante denys
desislava dijana dima dimitar dimitri dmitri dmitriy dmitry dmytro donika donjeta doruntina dovile dragan drita
edona egle ekaterina elena eleonora elira elizaveta elona elvira emilija enkeleda ergys erion erjon ermal eugenija
evgeni evgenia evgeniy fatmir fatos fitore flutura galina galyna ganna gediminas gent genti gentiana georgi giedre
gintaras gintare goran hanna ieva ihor ilir ilya inna irina iryna ivan ivana ivanka ivaylo ivo jelena jolanta jovan
jovana julija julijana jurgita justas kalina kamelia karina kateryna katja katya khrystyna kiril klaudija klodian
kostas krasimir kristijan kristina ksenia kseniia kujtim larysa leonid lesya lilia liliya lina lindita liridon
ljiljana ljudmila luan luiza lyubov lyudmila maksim maksims maksym mantas margarita mariia marija marijana marina
mariya marko martyna masha mihail mikhail milan milena milica milos mimoza mindaugas mirjana miroslav mykhailo
mykola nadezhda nadia nadiya nastya natalia nataliia nataliya natalya nedelcho nenad nikola nikolai nikolay nina
nino ognyan oksana oleg oleh oleksandr oleksandra oleksii olena olesya olga olha olya orest ostap pavel pavlo petar
petro petya plamen polina radoslav radostina raimonda ramune rasa rasma rita ruslan rustam ruta sasha sergei sergey
sergiy serhii shkelqim shpresa skirmante slavica slobodan snezana sofiia sofija sofiya solomiia stanislav stefan
stefka stoyan svetlana svitlana taras tatiana tatjana tatyana tetiana tetyana tihomir todor tomas ugne uliana vadim
vadym vaida vaiva valbona valentyna valeria valeriy valon vanya vasil vasyl ventsislav vera veronika veselin vesna
viktor viktoria viktoriia violeta visar vitaliy vjosa vlad vladimir volodymyr vyacheslav yana yaroslav yaroslava
yevgenia yevhen yordan yulia yuliia yuliya yuri yuriy zana zarko zdravko zhanna zhivko zita zlata zoltan zoran
zoryana
"""
AFRICAN = """
abayomi abdoulaye abena abimbola abiodun abiola abioye abla achieng achille ada adaeze adama adanna adaobi adaora
ade adebayo adebola adedayo adedoyin adegoke adekunle adeleke adelola ademola adenike adeola adeolu aderonke
adesola adesuwa adetokunbo adetola adetoun adewale adeyemi adeyinka adjoa adwoa afia afolabi afua agyei aimee
aissatou akin akinola akinyi akosua akoto akua akwasi ama amadou amaka amara amarachi amelie ameyo aminata amma
amos anjola anthonia anuoluwapo aretha arinze assane astou awa awo ayinde ayo ayobami ayodeji ayodele ayokunle
ayomide ayomikun ayotunde azubuike baba babafemi babajide babatunde bakary bamidele baraka beni bibiche bienvenu
binta blaise bola bolaji bolanle bolu boluwatife boris bosco boubacar bukky bukola bunmi busisiwe busola celestine
chancelle chantal chibueze chibuike chibuzo chidera chidi chidiebere chidimma chidinma chidubem chiedu chiemeka
chigozie chika chikaodili chike chima chimamanda chinasa chinedu chinelo chinenye chinonso chinwe chinwendu
chinyere chioma chisom chizoba chizoma christelle chuka chukwudi chukwuebuka chukwuemeka chukwuma clarisse coumba
cyrille daberechi dami damilola dapo dayo deborah dede desola diallo dieudonne dike dineo djeneba dolapo doyin
ebele ebere ebo ebuka edem edosa efe efia efosa efua egbe ejike ekaette ekene ekow ekua ekundayo ekuwa elikem
elikia emefa emeka enam eniola enitan enyonam ese eseosa esi esinam espoir ewurama exauce eyitayo ezinne ezinwa
fabrice fadekemi fanta fatou fatoumata fatu femi feyi feyisayo fifi fiifi fisayo fode fola folake folarin folasade
folorunsho foluke francoise funke funmi funmilayo funso gbemi gbenga gbolahan ghislain ghislaine glodie glody
gloire grace grady guelord gugu guillaume halima hamidou hauwa herve hortense ibidun ibironke ibrahima idowu
idrissa ife ifeanyi ifechukwu ifeoluwa ifeoma ifunanya ige ijeoma ike ikechukwu ikenna ikpe inemesit isioma isoken
itunu iyabo iyanu iyanuoluwa iyin izzy jaiyeola jean-baptiste jean-claude jean-marie jean-paul jean-pierre jenovic
jide jideofor joke jola jolie jospin josue junior kader kadiatou kadidia kafui kayode kehinde kelechi kemi
khadijatou kinshasa kobby kobina kodjo kofi kojo kola kolade korede kosi kossi kouassi kudzai kunle kwabena kwadwo
kwaku kwame kwamena kwasi kweku kwesi laeticia landry lanre lekan lerato lesedi lindiwe lola lolade lucky lwazi
maame makafui makan makena malaika mamadi mamadou mandla mariama mariame mariatu marie-claire marie-louise marlyse
mawuli mazi mbali mercy merveille mireille modou modupe mofe mohau moise mojisola mojola mope morayo moussa mpho
musu mwamba mwana mwangi naa naana naledi nana nandi naomie ndidi nene ngalula ngozi nia nii nii-armah njeri nkechi
nkem nkemdilim nkiru nkiruka nkosi nnamdi nneka nnenna nomsa nomvula nonso nqobile nthabi ntombi nwando nyah nyasha
nzuzi obafemi obi obiageli obialo obichi obinna obioma obum odinaka ofe ogbonna oge ogechi ogechukwu ogo ogochukwu
okechukwu okey okezie okwudili ola olabisi oladele oladipo olajide olajumoke olamide olanrewaju olatunde olatunji
olawale olayinka olivier olorunfemi olu olubunmi oluchi olufemi olufunke olufunmi olufunmilayo olugbenga olukayode
olumide olusegun olusola oluwadamilola oluwadarasimi oluwafemi oluwakemi oluwaseun oluwaseyi oluwatobi
oluwatobiloba oluwatosin oluwatoyin oluwole omolara omotayo omotola omowunmi onyeka onyekachi onyinye opeyemi ore
oreoluwa orobosa osagie osahon osaro osas ose oseni osita oumar oumou ousmane oyin oyinda oyindamola oyinkan
oyinlola paa paakwesi pamilerin papa patience prisca rachidatou rasheed rolly ronke rotimi rudo rufaro rukayat sade
sadio safiatou saidu salif salimata salimatou samba segun sekai sekou seun seydou seye seyi seyram shade shola
sibongile sibusiso sipho sizwe sola solape sommy somto souleymane sunday tadiwa tafadzwa taiwo tamunotonye tanaka
tapiwa tari tatenda tayo temi temidayo temilola temitayo temitope tendai thabo thandeka thandi thandiwe thando
themba thembi thulani tidiane tiemoko tife tinashe tinuke titi titilayo titilope tobe tobechukwu tobi tobiloba
tochi tochukwu tofunmi tokunbo tola tolu tolulope toluwani tomi tope tosin toyin toyosi tsepo tshala tumelo tunde
tunji uche uchechi uchechukwu uchenna ufuoma ugochi ugochukwu ugonna uju ukamaka unathi uzo uzoma vusi wale wande
wanjiru wasiu wunmi yaa yaaba yaayaa yakubu yannick yaw yawa yemi yemisi yetunde yewande yinka yomi youssouf yvonne
zainabu zanele zenab zikora zodwa zola
"""
CARIBBEAN_AND_BRITISH = """
aaliyah alesha alfie alysha amari amarni andre antónio ashanti ashleigh avani ayana bazza bev beyonce bobbie-jo
briana brianna callum carlton carys catarina caua cauã ceri chanel chanelle chantelle charlene charmaine cherelle
cherish chevonne cian ciara clover clyde conor courtney coz cydney daequan daiquan damarion dane darnell darren
dashawn davi davina dazza deandre declan dee deiondre dejon delano delroy demarcus demetri denzel deon deonte
dervla deshawn desmond despina dillon dimitris dion dionne dre duarte dwayne dwight ebony eleni ellie-mae elouise
enzo errol everton evie-mae ffion fintan fitzroy garfield gavaskar giorgos glenroy glynis goncalo gonçalo gwen
gwendolyn heitor hyacinth iara iesha ieuan imani ines inés isiah jada jahmal jahmarley jahmeil jahvon jamari jamarl
jamel jamelia jayda jaydan jayden jaydn jaydon jermaine jerome joao jodie joão kacey kadeem kai kaia kaiden kaleb
kamari kamarni kareem katerina kaua keiran keisha keishawn kelis kellyann keneisha keon kerry-ann keshia kezia
khadeem kiara kiefer kieran kofi kostas kya kyan kymani kyrie lacey lacey-mae lakeisha lamar lashawn latanya
latisha latoya lavern leanne leighton leroi leroy leticia letícia lexi lexi-mae lil lili-mae lilly-mae lily-mae
llewellyn lloyd lorna lorraine luan lucia lucía lula-mae lurdes maisie malachi malakai malik marcia marisol marlon
marnie marsha marvin mary-jane mary-kate mateo mia-rose mica micah michaela mikel monique myah natalya nate
nathaniel nevaeh neveah niamh nico nikolaos nikos noah odell oisin olivia-mae omari orville otis paige petronella
poppy-mae rafaela raheem rakeem ramone raneisha rasheeda reece reegan remi renee rhiana rhianna rhiannon rhys
ricardo rico rochelle roisin romario romell ronan rosalind rosie-mae ruaridh sabrina-mae santiago saoirse shakira
shamar shanae shaneka shanelle shania shanice shanika shaniqua shanique shante shantel shaquille sharelle shari
sharlene sharna shaun shavon shelly-ann shemar sherece sheree shereen sherelle sherika sherilyn sherine shermaine
shevonne sian sinead siobhan siân sophia taliyah tamara tameka tamia tanisha tanya tashan tashi tavia taylor teagan
tegan tevin thiago tia tia-mae tiago tiana tianna tiara tiffany tionne toni-ann travis tremaine trevon trey treyvon
tyra tyreece tyreek tyrell tyrese tyrone valencia vernon verona vivienne wayne winsome winston xavier xiomara
yiannis yolanda yolande yvette zachariah zak zane zariah zavier zion zoe zora
"""
JEWISH = """
aharon akiva aliza amit amos ari arie ariel avi aviva avraham avrohom avromi ayelet baruch bat-sheva batya binyamin
bracha chaim chana chanie chava chaya dafna dalia david devorah dov dovid dvora efraim eitan eliana eliezer
elisheva eliyahu esther esti etty ezra fraida freida gavriel gila gittel golda hadar hadassah hershel hinda itamar
itzik kayla leah leib lev levi liora malka malky meir menachem mendel mendy michal mimi miri miriam mordechai moshe
motti nachman naftali naomi nechama noa noam orly pesach pinchas rafi raizel reuben reuven rifka rina rivka rivky
rochel ruchel ruchy sarah-leah shai shaindy shalom shimon shira shlomi shlomo shmuel shoshana shua shuli simcha
sruli surie tali talia tamar tehila toby tova tovah tzipora tzvi uri yaakov yael yair yakov yankel yechiel yehuda
yehudis yisrael yisroel yitty yitzchak yocheved yona yonatan yosef yossi zahava zalman zev zvi
"""
GIVEN = _words(
    " ".join(
        [
            *(SOMALI, HORN, ARABIC, PERSIAN_AND_KURDISH, SOUTH_ASIAN, TAMIL, EAST_ASIAN, VIETNAMESE),
            *(EASTERN_EUROPEAN, AFRICAN, CARIBBEAN_AND_BRITISH, JEWISH),
        ]
    )
)
"""All of them, in lower case."""
