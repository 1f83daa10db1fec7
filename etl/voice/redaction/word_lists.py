"""Words that are names, words that look like names and are none, and words around names.

Written for this project. A name that is also an ordinary word (Will, Rose, Mark) counts only in a
naming pattern such as "my son Will"; a name that is also a Place or a hospital nowhere.
"""

from __future__ import annotations


def words(text: str) -> frozenset[str]:
    """The words of a text, as a set."""
    return frozenset(text.split())


# First names people here are likely to have, and that are hardly ever anything else.
FIRST_NAMES = words(
    """
    aaliyah aaron abbie abby abdul abdullah abigail adam adele adrian agnes ahmed aidan
    aiden aileen aimee aisha akira alan alana albert alejandro aleksandra alexander
    alexandra alexandru alfie alfred alice alicia alicja alison alistair allan amanda
    amanpreet amelia amina amir amy ana anastasia andrea andreea andrei andrew andrzej
    aneesa angela angie anika anisa anita ann anna annabel anne annette annie anthony
    antonio anwar archie arianna arjun arlo arnold arthur asif asma audrey ava aveline ayaan
    ayesha ayodele babs barbara barry bartek beata beatrice becky ben benjamin bernadette
    bernard bernice bert bethan bethany betty bev beverley bilal blessing bob bogdan bradley
    brenda brendan brian bridget bronwyn bruce bryan caitlin callum calum cameron carl
    carlos carly carmel carol carole caroline carolyn catherine cathy catriona ceri
    chantelle charlene charles charlie charlotte cheryl chidi chloe chris christina
    christine christopher chukwuemeka cian ciara claire clara clare claude clifford clive
    colette colin connor conor craig cristina cynthia cyril dafydd damian dan daniel
    danielle danny daria darren dave david dawid debbie deborah deepak deirdre denis denise
    dennis derek desmond diana diane dilys dimitri dominic donald donna doreen doris dorothy
    douglas duncan dylan eamonn ebony eddie edith edna edward edwin eileen eithne elaine
    eleanor elena elif elijah elizabeth ella ellen ellie elliot elsie emeka emil emilia
    emily emma emmanuel enid eoin eric erica erin esme esther ethan ethel eugene eunice evan
    evelyn ewa ewan fatema fatima fatou faye felicity ffion fiona florin frances francesca
    francis freda freddie frederick freya gabriel gabriela gail gareth gary gavin gemma
    geoff geoffrey george georgie gerald geraldine gerard gethin gillian gina giorgio gladys
    glenda glenn glenys glynis godfrey gordon graeme graham grzegorz gurpreet gwen gwyneth
    habiba hamza hannah harold harpreet harriet harrison harry hassan hayley hazel heather
    heidi helen henry hilary hilda hollie horace howard hugh humphrey hussain hussein iain
    ian ibrahim idris imogen imran ingrid ioan ioana iona irena irene iris isaac isabel
    isabella isla isobel istvan ivan iwona jackie jacob jacqueline jacqui jade jake jakub
    james jamie jane janet janette janice janine jared jasmine jason javed jayden jean
    jeanette jeff jeffrey jennie jennifer jenny jeremy jerome jess jessica jill jim jimmy
    joan joann joanna joanne jodie joe joel johanna john johnny jon jonathan jose joseph
    josephine josh joshua joyce juan judith julia julian julie jun junaid justin justyna
    kaitlyn kamal karen karim karl karolina kasia katarzyna kate katherine kathleen kathryn
    kathy katie katy kavita kayleigh keith kelly kelvin ken kenneth kerry kev kevin khadija
    khalid kieran kim kimberley kirsten kirsty kofi krystyna krzysztof kwame kyle laila
    lakshmi laura lauren lawrence layla leah leanne lee leila len leonard leroy lesley
    leslie lewis liam lily linda lindsay lisa liz lloyd lorna lorraine louis louise lucas
    lucy luis lukasz luke lydia lynda lynette lynn lynne maciej mackenzie madeleine
    magdalena maggie mahmoud maisie malcolm malgorzata mandy manjit marcin marcus margaret
    maria marian marie marilyn mario marion marjorie marlene marta martha martin martyn mary
    maryam mateusz mathew matilda matteo matthew maureen maurice mavis megan mehmet mei
    melanie melissa michael michaela michal michelle miguel mihai mike mildred millie miriam
    mo mohamed mohammad mohammed moira molly mona monica monika morag moses muhammad muriel
    mustafa myrtle nadia nahid naomi natalia natalie natasha nathan nathaniel neil nerys
    ngozi niamh nicholas nick nicky nicola nicole nigel nikita nina nirmala noah noel nora
    noreen norma norman nuala nusrat oksana olena olga oliver olivia oluwaseun omar oscar
    owain owen pamela patricia patrick patrycja paul paula pauline pedro peggy pete peter
    petra philip philippa phillip phillipa phoebe phyllis piotr priya priyanka rachael
    rachel radoslaw rahima rahul raj rajesh ralph ramesh rania raquel rashid ravi raymond
    rebecca reece reginald rhian rhiannon rhys richard rita robert roberta robyn rodney
    roger roland ron ronald ronnie rory rosalind rosemary ross rowena roy rukhsana rupert
    russell ruth ryan sabina sadia sadie saeed sagal sajid saleh sally salma sam samantha
    samina samir samira samson samuel sandeep sandra sanjay sara sarah saskia scott sean
    selina seren shabana shahid shamima shannon sharon shaun shaz sheena sheila shelley
    sheryl shirley shivani shreya sian sidney silvia simon sinead siobhan sofia sonia sophia
    sophie stacey stan stanislaw stanley stefan stella stephanie stephen steve steven
    stewart stuart sunita susan susanne suzanne svetlana sybil sylvia sylwia szymon tadeusz
    tahira talia tamara tanya tara tariq tatiana taylor ted terence teresa terry thelma theo
    theresa thomas tiffany tilly tim timothy tina toby todd tolu tom tomasz tommy tony
    tracey tracy trevor trisha tristan tyler umar una usha usman valerie vanessa vera
    veronica vijay viktor vincent vivian vivienne volodymyr walter wanda wayne wendy wesley
    wilfred william wilma winifred wojciech xavier yasmin yasmine yolanda yousef yuki yusuf
    yvette yvonne zac zach zachary zahra zainab zara zayn zbigniew zeynep zoe zofia zuzanna
    """
)

# Names that are also words. In a naming pattern they count when written with a capital letter.
NAMES_AND_WORDS = words(
    """
    amber angel april art ash asia august autumn basil bay bear beau bill billy blake blue
    bonnie brandon brook brooke carter chance charity chase christian clay cliff coral
    crystal daisy dale dawn dean destiny dick dolly don drew duke earl eden eve faith fay
    fern finn flo florence forest frank gale gay gene georgia ginger glen grace grant guy
    hank harmony harper haven heath hope hunter ida ivy jack jan jasper jay jet jewel jo
    joey joy june justice kay kit lance lane leigh leo liberty logan lola lynx mabel marina
    mark mason max may melody mercy mia miles milo mo myles nan nell noble olive opal otis
    pansy pat patience pearl penny pet phil piers pip poppy precious prince quentin ray red
    reed reg rene reuben rex rich rick river rob robin roman rose rosie rowan ruby rusty
    sandy scarlett sky skye sonny spencer storm sue summer sunny tab tess tex trinity trudy
    tully val van vic viola violet wade ward warren will willow wren zain
    """
)

# Family names common enough to know without a capital letter, after a title or a first name.
FAMILY_NAMES = words(
    """
    adams ahmed akhtar ali allen anderson bailey baker bannister barker barnes begum bell
    bennett bibi brown butler carter chapman chaudhry chowdhury clark clarke collins cook
    cooper cox davies davis dixon doyle edwards ellis evans fennimoor fletcher gibson graham
    griffiths hall harris harrison harvey henderson hill holmes hughes hussain hussein iqbal
    jackson james jenkins johnson jones kaur kelly kennedy khan king knight kowalski kumar
    lee lewis lloyd malik marshall martin mason mcdonald mckenzie mendes mensah miah miller
    mills mitchell mohamed mohammed moore morgan morris murphy murray nguyen nowak o'connor
    o'neill oconnor okafor okonkwo oneill owen owens palmer parker patel pearson phillips
    popescu powell price rahman reid richards richardson roberts robertson robinson rogers
    rogerson ryan scott shah shaw simpson singh smith stevens stewart suleiman sullivan
    taylor thomas thompson thomson tomlinson turner uddin walker walsh ward watson webb
    white whitehead williams williamson wilson wong wood woods wright yilmaz young zhang
    """
)

# With a capital letter, yet no name of a person: Places and towns, services, times, peoples.
NOT_NAMES = words(
    """
    allerton anfield aintree alder alderley arrowe ashton bebington bidston birchwood
    birkenhead bolton bootle bromborough broadgreen broughton brownlow burscough burtonwood
    cheshire chester childwall clatterbridge clock congleton countess crewe crosby croxteth
    culcheth daresbury disley dovecot earlestown eastham eccleston edge ellesmere england
    english everton fazakerley formby frodsham garston gateacre golborne grappenhall great
    greater halewood halton haydock helen helens helsby heswall holmes hoylake hunts huyton
    irby ireland irish isle kensington kirkby knotty knowsley knutsford lancashire leasowe
    leeds leighton litherland liverpool london lymm macclesfield maghull malpas manchester
    mersey merseyside middlewich moreton mossley nantwich neston netherley netherton newton
    northwich norris orford oxton page parkgate penketh port poynton prenton prescot preston
    rainford rainhill rock royal runcorn sandbach saughall scotland scottish sefton
    skelmersdale southport speke stockport stockton tarporley thatto toxteth tuebrook wales
    wallasey walton warrington waterloo wavertree welsh westminster whiston widnes wigan
    wilmslow winsford wirral woolton monday tuesday wednesday thursday friday saturday
    sunday mon tue tues wed thu thur thurs fri sat sun january february march april may june
    july august september october november december jan feb mar apr jun jul aug sep sept oct
    nov dec christmas easter eid ramadan diwali hanukkah spring summer autumn winter today
    tomorrow yesterday covid kenya nigeria ghana syria sudan eritrea ethiopia somalia iran
    iraq afghanistan pakistan india bangladesh poland romania ukraine hungary albania turkey
    china hong vietnam jamaica zimbabwe egypt libya yemen jordan lebanon spain france italy
    germany portugal greece america canada australia europe africa asia britain british
    african asian black white arab bangladeshi indian pakistani chinese caribbean polish
    romanian somali syrian ukrainian russian turkish kurdish iranian iraqi afghan spanish
    french german italian portuguese greek hungarian bulgarian albanian nigerian ghanaian
    sudanese eritrean ethiopian american australian canadian european roma romani gypsy
    traveller muslim christian jewish hindu sikh buddhist catholic protestant quaker bengali
    urdu punjabi gujarati arabic cantonese mandarin farsi hindi tamil makaton deaf blind
    autistic disabled diabetic dyslexic bipolar asthmatic epileptic trans gay lesbian
    bisexual queer straight single married widowed retired pregnant vegan vegetarian type
    scouse scouser liverpudlian nhs gp gps ae a&e ent mri ct pals camhs cahms iapt talking
    therapies healthwatch hospital ward clinic surgery practice council macmillan samaritans
    barnardo's barnardos mencap scope shelter citizens advice age uk sure start family hub
    children children's centre year school college university academy social services
    service community mental health crisis team teams duty worker district universal credit
    pip dwp blue badge easy read language line interpreter interpreters whatsapp facebook
    zoom google skype youtube instagram twitter alexa siri amazon apple android iphone ipad
    windows boots asda tesco aldi lidl morrisons sainsbury's sainsburys superdrug lloyds
    rowlands rowland specsavers weetabix arriva merseyrail northern uber patches online
    access econsult klinik askmygp systmone emis patient patients accurx doctor doctors
    dentist dentists nurse nurses consultant consultants receptionist pharmacist physio
    occupational speech therapist therapy psychology psychiatry psychiatrist orthopaedics
    orthopedics cardiology neurology oncology dermatology ophthalmology radiology maternity
    paediatrics gynaecology urology rheumatology respiratory endocrinology haematology
    podiatry physiotherapy audiology outpatients emergency urgent treatment walk-in walk
    accident ambulance army navy raf armed forces police fire brigade home house place board
    trust system government parliament mp labour conservative tory tories lib dem green
    party long short first second third last next new old young same good bad big little
    other another
    """
)

# Words that begin sentences or follow titles and names, so no names whatever their first letter.
ORDINARY = words(
    """
    a able about above absolutely across actually after afterwards again against ago aka all
    almost alone along already also although always am amazing an and annoyed any anybody
    anyone anything anyway appointment appointments are aren't around as ask asked asking
    asks assistant assistants associate associates at attended auntie awaiting away baby
    back badly bank be became because been before began behind being believe below best
    better between big booked bored both brilliant bring brother brought but by call called
    calling came can can't cancelled cannot cardiologist care cared carer carers caring
    changed check checked closed comes coming complained completely concerned confused
    congratulations constantly could couldn't currently dad daughter day days dealt dear
    decided delighted dermatologist desperate despite did didn't died different disabled
    disappointed disgusted do does doesn't doing don't done double down dr due during each
    eight either elderly else end enough etc even ever every everyone everything exactly
    examined excellent exhausted explained extremely father fed feel feeling fell felt few
    finally find fine first five fobbed followed following for forever forward found four
    frightened from frustrated full fully furious further gave genuinely get gets getting
    give given gives giving glad go goes going gone good got gran grandad grandma grateful
    great had hadn't half happy has hasn't hate have haven't having he he'd he'll he's hello
    help helped helping hence her here herself hi him himself his hit home honest honestly
    hoped hoping how however husband i i'd i'll i'm i've if impressed in including indeed
    information instead into is isn't it it's its just keep keeps kept kind knew know known
    knows last late lately later least leave leaving led left less let lets like line listen
    listened listening literally live lived lives living local lonely long look looked
    looking looks lost lot loved lovely made make makes making manager managers many matron
    may maybe me mean means meant met midwife midwives might mine miss missed missing more
    moreover most mostly mother moved moving mr mrs ms much mum must mustn't my myself nan
    nana nb near nearly need needed needing needs neither nervous neurologist never next
    nice nine no nobody none nor not nothing now of off offered often ok okay on once
    oncologist one ones only onto open or other others otherwise our ours out outside over
    overall own paid pain particularly passed past pays perhaps phone phoned picked plans
    please pleased plus possibly practitioner practitioners prescribed prescription
    previously probably proud ps put puts quick quickly quite radiographer ran rang rarely
    rather re read really received recently reception ref referral referred refused
    regarding registered relied respectful retired rude rudely said same sat saw say saying
    says scared screening see seeing seem seemed seems seen sent seven several shall she
    she'd she'll she's should shouldn't show showed shows sick simply since sister sisters
    sitting six so some somebody someone something sometimes son soon sorry speak speaks
    specialist specialists spent spoke staff start started station station's stay stayed
    still stop stopped stuck student stuff such supported suppose sure surgeon surgeries
    surgery tablets take taken takes taking talked team tell telling tells ten terrified
    than thank thankful thanks that that'll that's the their theirs them themselves then
    there there's therefore these they they'd they'll they're they've thing things think
    thinks this those though thought three through throughout tired to today together told
    tomorrow tonight too took totally trainee tried trouble truly try trying turned turns
    twice two unable uncle under understands understood unfortunately unhappy until unwell
    up upon upset us use used useful using usually very visit visited visitor visitors
    visits wait waited waiting want wanted wants was wasn't we we'd we'll we're we've week
    weeks well went were weren't what what's whatever when whenever where whereas wherever
    whether which while who who's whoever whole whom whose why wife will with within without
    won't wonderful words work worked working works worried worse worth would wouldn't write
    wrote year years yes yesterday yet you you'd you'll you're you've young your yours
    yourself
    """
)

# After a name these make it the name of a building, a street or an organisation.
INSTITUTIONS = words(
    """
    academy ambulance arms ave avenue bank building care cathedral center centre charity
    chemist church clinic close club college court crescent day disease dock drive estate
    foundation gardens group grove hall health high home homes hospice hospital hospital's
    hospitals hotel house infant infirmary junior lane library line ln lodge lounge medical
    mosque nursery park pharmacy place practice practice's primary pub rd road room school
    square st station street suite surgery syndrome terrace theatre trust unit university
    ward way wing
    """
)
# Before a name likewise: "St Mary's", "Queen Elizabeth".
SAINTS = words("st saint st. saints queen king prince princess royal")

# Organisations and places that bear a person's name.
NAMED_AFTER = (
    r"(?:john lewis|marie curie|marie stopes|sue ryder|leonard cheshire|joseph rowntree|"
    r"mary seacole|kenny dalglish|bill shankly|dixie dean|margaret beavan|rathbone|florence nightingale|roy castle|steve prescott|albert dock|ronald mcdonald|"
    r"st\.? john'?s?|duncan lewis|jamie oliver|george henry lee|harvey nichols|"
    r"lady lever|ms teams|dr\.? google|dr\.? who|doctor who|mr\.? whippy|mr\.? men|dr\.? martens|"
    r"parkinson'?s|alzheimer'?s|down'?s|crohn'?s|bell'?s palsy|huntington'?s|hodgkin'?s)"
)

PERSONS = (
    r"(?:son|daughter|husband|wife|mum|mam|ma|mummy|mother|dad|daddy|father|brother|sister|partner|"
    r"friend|mate|nan|nana|nanna|gran|granny|grandma|grandmother|grandad|granddad|grandfather|"
    r"granddaughter|grand-daughter|grandson|baby|child|kid|girl|boy|lad|toddler|teenager|"
    r"neighbour|neighbor|aunt|auntie|uncle|carer|boyfriend|girlfriend|fianc[eé]e?|niece|nephew|"
    r"cousin|twins?|step-?(?:son|daughter|mum|dad)|foster (?:son|daughter|child)|ex|lodger|"
    r"social worker|key ?worker|support worker|case ?worker|care ?worker|health visitor|"
    r"midwife|physio|receptionist|counsellor|therapist|consultant|psychiatrist|gp|doctor|dentist|"
    r"nurse|pharmacist|surgeon|matron|link worker|prescriber|youngest|eldest|oldest|"
    r"mother-in-law|father-in-law|sister-in-law|brother-in-law|little one|other half|late husband|"
    r"manager|porter|cleaner|volunteer|adviser|advisor|officer|driver|teacher|"
    r"hca|healthcare assistant|care assistant|paramedic|interpreter|registrar|dietitian|dietician|"
    r"podiatrist|cpn|counselor|phlebotomist|radiographer|optician|audiologist|anaesthetist|oncologist|"
    r"cardiologist|student|trainee|clerk|housekeeper|chaplain|vicar|priest|imam|healer|befriender|"
    r"late wife|late mum|late dad|hubby|missus)"
)

# Names of first_names.txt that are also words, places or parts of names of things.
NAMES_AND_WORDS |= words(
    """
 abs ala alba amen an anand angelica arab aria aurora avi aws bao bebe bentley bride
 brooklyn can cara carol chad chan chanel chang chardonnay charity che chez china ching cho chuck
 chun clement cleo cleveland clinton cody coleman constance cora cory curry curt dai dana dane dang danish dao
 dee deb dell des destiny devi devon dexter django dolores dong dot drew dusty easton edgar
 elan els em ennis etta eve fang fares farm fe fei fi flora franklin
 gang gaz gen georgina german gladstone goldie granville hai 
 hal han hank hazel heath hero hilton hind holly homer honey honor honour hua hui hun hung
 hye hyun ike ina ion ira isa islam israel ivory jade jama jasmine jed jersey jet jolly jon josh
 judge june junior kara kat kaya kent kermit ki kia kin kinda kip kirk kit kitty knox lac lacey
 lad lam lan lana landon lawson lea lee lei les lex lexi li lien lin
 lincoln linden ling loch lola lou madge mae magnolia mags mah mai
 mal mali mani manor mara marge margin maxim mei mena mentor mercedes merle
 merlin merry mi milan miller min mina mine minerva ming minnie misty mona 
 morgan moss mulligan nan nana nat nats nest neve neville newton ni nic nita nixon nor
 norma norton nova nur oakley obi ola olga oz pam pan pandora paris parker pascal
 patsy patty paz peace peg peggy pei penn perry pia pier pierce
 pinky polly porter presley primrose prudence quan 
 queenie quincy quinn ra rae rai ram rama ramadan raman rana randy  
 rayon rebel reece reed regent rhea ria rio ripley  
 rod rolf rolls roman roosevelt rosa rosetta rowan royal ru rum ry saba sabah
 saffron sahara sal salah salam samba sana sandy sapphire sar sari sasha sata savannah saxon
 scout selena seren serene serenity shah shan shane shay sher sherry
 sierra sienna sky sol     
 stanton stella stu su taj tam tan 
 tao tara tate tatum tee temperance tempest thai thi thom thu
 tia tito tran trey tris troy  
 tudor tui ty ugo uma umm una unity val valentine valentina valerian van vee venus verity vi vick
 victor victoria victory vida villa virgil virginia vita 
 wade wally walt wan warwick wave wayne webster wei wen wes whitney wiley will win  
 winter woody xi yam yan yang yen yin ying yoko yong yu yuan yue yuri zeta
 zola eden ellis ashley aston carson casey jordan kelsey kendal leigh madison mckenzie morton nelson
 preston regan sidney sydney stanley vernon wallis winston austin bailey blair bradley cameron
 carter chester clifton connor cooper courtney crosby dalton darcy darwin denver douglas dudley
 dunstan elton emerson finlay fraser garrison grayson hayden houston hudson huxley jackson
 jefferson jenson kennedy kingston lancaster lennox lester logan lyndon mackenzie marlowe milton mitchell
 montgomery murray norris paisley palmer ramsay reid rhodes richmond rory ross ryder sawyer sheldon shelby
 shelton sutton thornton trafford travis trent turner tyler tyson wallace warren watson wilton
 florence alma amal amar amin anil arthur bella ben benny bertha bess cai carmen celeste
 cher cindy claire clem cleopatra clint demi dina dinah dom dora dory emir etna ezra fern
 gala gem gill gus hali hans harley hector hester homa india io iona isis jazz jess juno ken kerry
 khalil kiki koran kris leander leah lech len lena leon levi lila lime lionel lupin mac mack
 magna maria marie martini mary mata maxine maya mead meg mel micky mick mimi mo nadir
 noel nona nora odette olympia oscar paloma pasha patti pedro penelope peri pete phyllis pilar pip pru ria
 rina rita robin rocco ronda rosemary ruben sadie sally sam samson santa santos seb shea sheba sinclair
 solomon spencer stan sybil tasha tatty ted tess tiffany timothy tina titan titus toby tod tommy toni trinity
 tristan ursa vera viola vito wanda wilma zara sonny gran grandad nanna stacker ringo deb
 cello ali abba mama papa dada baba nani bibi ami amma
 """
) - words(
    """
    ben matt mick carol claire deb jess josh ken kerry leah lena len leon maria marie mary maya meg
    mel nora noel oscar penelope pete rita robin rosemary sally sam solomon stan
    ted tess tina toby tommy toni tristan wanda wilma zara wayne hazel jade jasmine josh jon peggy
    norma olga pam paul polly sadie sasha stella sybil tara vera arthur ben connor fraser mitchell cameron
    hayden tyler mackenzie carmen cindy clint dora ezra gill gus harley hector iona kris levi lionel
    lou matt maxine mo mona morgan murray neville phyllis rory ross ruben samson seren shane
    shelby sidney stanley steph tasha timothy trinity vernon warren winston amin ali georgina lacey lana leigh lexi lee
    logan josh sophy cai dom stu wes robin
    """
)
NAMES_AND_WORDS -= NOT_NAMES - words("jordan april may june august summer autumn") | INSTITUTIONS

PLACES = words(
    """
    aintree allerton alsager anfield audlem birkenhead bebington bootle bromborough burscough cheshire
    chester congleton crewe crosby eastham ellesmere fazakerley formby frodsham garston halewood halton
    handforth haydock helsby heswall holmes hoylake huyton kirkby knowsley knutsford leasowe litherland
    liverpool lymm macclesfield maghull malpas merseyside middlewich moreton nantwich neston newton northwich
    ormskirk parkgate poynton prenton prescot rainford rainhill runcorn sandbach sefton skelmersdale
    southport speke tarporley toxteth wallasey walton warrington waterloo wavertree whiston widnes wigan wilmslow
    winsford wirral woolton helens
    """
)
NOT_NAMES |= PLACES | words(
    """
    aigburth ainsdale appleton arpley audlem barnton bewsey birkdale blacon bollington bridgewater brimstage broadoak
    bunbury burnden caldy calderstones calday canada castlefields castleton cuddington culcheth dallam davenham delamere
    dingle disley edgeworth edleston eddisbury elton everton farndon fearnhead fearns ferry frankby freshfield
    gateacre gorse greasby guilden halsnead handbridge hartford haslington hightown hough hooton houghwood ince inskip irlam
    kelsall kensington kewley kingsley kingsway ladymount latchford leyland lostock marbury marple mickle meols mere
    mobberley mollington mossley moulton netherton norley northop noctorum oughtrington overchurch
    overpool pensby pewsham picton plumley port pulford queensferry rixton rudheath sankey saughall scholes seacombe
    seaforth shavington shotton spital stapeley stanlow stretton sutton tattenhall thelwall thingwall
    thornton thurstaston tranmere upton vauxhall vicarage waverton weaverham weston wheelock whitby whitchurch
    winnington winwick wistaston woodchurch woolston wybunbury
    ormskirk arrowe alder hey clatterbridge countess leighton whiston broadgreen fairfield walton murrayfield spire bupa
    nuffield christie wythenshawe salford oldham stepping hill glan clwyd wrexham maelor bodelwyddan mersey rathbone
    ashton marine ainsworth halton warrington lyme springview bowmere victoria mossley clock heath peasley
    gp gps nhs hcas hca cpn cpns ahp anp anps ot ots omt msk mdt ccg icb pcn pcns ae aae icu itu hdu nicu picu ent sau
    ecg ecgs mri mris copd ibs adhd asd ptsd ocd bpd cbt dbt emdr pip esa ehcp send camhs cyps iapt phlebotomy phlebotomist
    phlebotomists optometrist audiologist orthotics orthodontist sonographer radiographer radiographers
    chemo chemotherapy radiotherapy physio physios outpatient urogynaecology colposcopy hysteroscopy hysterectomy cystoscopy
    echocardiogram electrocardiogram endoscopy colonoscopy mastectomy lumpectomy appendectomy prostatectomy
    fibromyalgia endometriosis polymyalgia diverticulitis crohns crohn's raynauds raynaud's sjogren's sjogrens menieres meniere's
    parkinsons parkinson's alzheimers alzheimer's hashimoto's graves addison's cushing's paget's dupuytren's barretts barrett's
    gilbert's hodgkins hodgkin's asperger's aspergers tourettes tourette's baker's bells bell's
    paracetamol ibuprofen codeine tramadol morphine oramorph amitriptyline sertraline citalopram fluoxetine mirtazapine venlafaxine
    diazepam lorazepam zopiclone pregabalin gabapentin naproxen omeprazole lansoprazole ramipril amlodipine bisoprolol
    atorvastatin simvastatin statins metformin gliclazide insulin warfarin apixaban rivaroxaban edoxaban clopidogrel
    amoxicillin penicillin flucloxacillin doxycycline clarithromycin trimethoprim nitrofurantoin salbutamol ventolin clenil fostair
    seretide prednisolone levothyroxine methotrexate adalimumab humira ozempic wegovy mounjaro semaglutide tirzepatide
    hrt oestrogel evorel utrogestan mirena depo methadone subutex buprenorphine lithium quetiapine olanzapine risperidone
    aripiprazole clozapine lamotrigine levetiracetam epilim keppra sodium valproate melatonin ritalin concerta elvanse calpol
    piriton gaviscon movicol laxido fybogel imodium nurofen voltarol movelat zapain cocodamol co-codamol pfizer astrazeneca moderna
    moovit attend anywhere accurx emis patchs patches ehub eredbook airmid sleepio silvercloud togetherall kooth xenzone beacon
    turning point change grow live brook terrence higgins mersey care merseycare mcht cwp nwas bmi optegra specsavers scrivens
    spamedica newmedica circle ramsay vocare primecare pc24 uc24 ooh google outlook gmail hotmail samsung nokia fitbit garmin
    covid-19 corona omicron wifi wi-fi tv cctv uk usa eu gb bbc itv btec gcse sen mot dvla hmrc ppe lfd pcr
    healthwatch healthworks livewell livewire everton lfc efc tranmere rovers saints vikings warrington wolves
    wetherspoons greggs costa starbucks mcdonalds mcdonald's b&m poundland wilko wilkinsons ikea argos primark matalan
    farmfoods heron spar nisa londis mecca stagecoach cumfybus aplus halton's northern avanti tfgm
    makaton braille farsi dari pashto kurmanji sorani tigrinya amharic somali lithuanian latvian bulgarian slovak czech portuguese
    mayday bank hallowe'en halloween yuletide xmas ramadhan lent passover yom kippur vaisakhi holi
    """
)

# Rare conditions, as patterns; with an age or a place one of them may point at one person.
RARE_CONDITIONS = (
    r"stiff[- ](?:person|man)", r"batten'?s?(?=\s(?:disease|syndrome))", r"fibrodysplasia\w*(?:\sossificans(?:\sprogressiva)?)?", r"fop",
    r"creutzfeldt[- ]jakob", r"\bv?cjd", r"rett'?s?(?=\s(?:syndrome|disease))", r"huntington'?s?", r"ehlers[- ]danlos(?:\s\w+\stype|\svascular)?",
    r"vascular eds", r"sanfilippo'?s?", r"hunter'?s?(?=\s(?:syndrome|disease))", r"hurler'?s?", r"morquio", r"gaucher'?s?", r"pompe'?s?(?=\s)",
    r"fabry'?s?", r"niemann[- ]pick(?:\stype\s\w)?", r"tay[- ]sachs", r"krabbe", r"canavan", r"leigh(?:'s)?(?=\s(?:syndrome|disease))", r"kearns[- ]sayre",
    r"melas", r"merrf", r"friedreich'?s?", r"charcot[- ]marie[- ]tooth", r"duchenne(?:'s)?(?:\smuscular)?", r"becker(?:'s)?\smuscular",
    r"facioscapulohumeral(?:\smuscular)?", r"fshd", r"myotonic", r"limb[- ]girdle(?:\smuscular)?", r"spinal muscular atrophy", r"\bsma(?=\stype)", r"motor neurone? disease",
    r"\bmnd", r"\bals\b", r"kennedy'?s\sdisease", r"progressive supranuclear palsy", r"multiple system atrophy", r"corticobasal degeneration",
    r"lambert[- ]eaton(?:\smyasthenic)?", r"myasthenia gravis", r"guillain[- ]barr[eé]", r"\bcidp", r"neuromyelitis optica", r"\bnmosd?", r"devic'?s",
    r"transverse myelitis", r"rasmussen'?s?(?:\sencephalitis)?", r"lennox[- ]gastaut", r"dravet'?s?", r"west syndrome", r"angelman'?s?", r"prader[- ]willi",
    r"williams(?:'s?)?(?=\ssyndrome)", r"cri du chat", r"di\s?george", r"22q(?:11)?(?:\sdeletion)?", r"smith[- ]magenis", r"cornelia de lange", r"coffin[- ]\w+", r"kabuki",
    r"noonan'?s?", r"turner'?s?(?=\ssyndrome)", r"klinefelter'?s?", r"edwards'?s?(?=\ssyndrome)", r"patau'?s?", r"fragile x", r"marfan'?s?", r"loeys[- ]dietz", r"stickler'?s?(?=\ssyndrome)",
    r"osteogenesis imperfecta", r"brittle bone", r"achondroplasia", r"epidermolysis bullosa", r"harlequin ichthyosis", r"ichthyosis", r"xeroderma pigmentosum",
    r"phenylketonuria", r"\bpku", r"maple syrup urine", r"homocystinuria", r"alkaptonuria", r"cystinosis", r"cystinuria", r"galactosaemia", r"\bmcadd?", r"tyrosinaemia",
    r"porphyria", r"acute intermittent porphyria", r"wilson'?s(?=\sdisease)", r"haemochromatosis", r"alpha[- ]1[- ]antitrypsin(?:\sdeficiency)?", r"primary ciliary dyskinesia",
    r"cystic fibrosis", r"idiopathic pulmonary fibrosis", r"lymphangioleiomyomatosis", r"\blam(?=\slung)", r"pulmonary arterial hypertension", r"sarcoidosis", r"amyloidosis",
    r"granulomatosis with polyangiitis", r"wegener'?s?", r"churg[- ]strauss", r"beh[cç]et'?s?", r"takayasu'?s?", r"kawasaki'?s?", r"still'?s(?=\sdisease)", r"scleroderma",
    r"systemic sclerosis", r"dermatomyositis", r"polymyositis", r"inclusion body myositis", r"ankylosing hyperostosis", r"relapsing polychondritis", r"erdheim[- ]chester",
    r"castleman'?s?", r"langerhans cell histiocytosis", r"\bhlh\b", r"aplastic anaemia", r"fanconi'?s?(?:\sanaemia)?", r"diamond[- ]blackfan", r"paroxysmal nocturnal haemoglobinuria", r"\bpnh\b",
    r"haemophilia(?:\s[ab])?", r"von willebrand'?s?", r"glanzmann'?s?", r"thalassaemia(?:\smajor)?", r"hereditary angioedema", r"chronic granulomatous", r"severe combined immunodeficiency", r"\bscid\b",
    r"wiskott[- ]aldrich", r"ataxia[- ]telangiectasia", r"von hippel[- ]lindau", r"tuberous sclerosis", r"neurofibromatosis(?:\stype\s\w+)?", r"sturge[- ]weber", r"klippel[- ]\w+", r"proteus syndrome",
    r"birt[- ]hogg[- ]dub[eé]", r"li[- ]fraumeni", r"cowden'?s?(?=\ssyndrome)", r"peutz[- ]jeghers", r"gardner'?s(?=\ssyndrome)", r"familial adenomatous polyposis",
    r"ewing'?s?\ssarcoma", r"osteosarcoma", r"rhabdomyosarcoma", r"neuroblastoma", r"retinoblastoma", r"wilms'?", r"mesothelioma", r"merkel cell(?:\scarcinoma)?", r"cholangiocarcinoma",
    r"pseudomyxoma peritonei", r"phaeochromocytoma", r"carcinoid", r"addison'?s(?=\sdisease)", r"cushing'?s?", r"acromegaly", r"kallmann'?s?", r"congenital adrenal hyperplasia",
    r"alport'?s?", r"bartter'?s?", r"gitelman'?s?", r"dent'?s\sdisease", r"goodpasture'?s?", r"nephropathic cystinosis", r"medullary sponge kidney", r"hirschsprung'?s?", r"biliary atresia",
    r"alagille", r"budd[- ]chiari", r"primary sclerosing cholangitis", r"caroli'?s?", r"short bowel", r"visceral myopathy", r"achalasia", r"moebius", r"m[oö]bius(?=\ssyndrome)", r"treacher collins", r"apert'?s?", r"crouzon'?s?",
    r"pfeiffer'?s?(?=\ssyndrome)", r"goldenhar", r"pierre robin", r"usher'?s?(?=\ssyndrome)", r"bardet[- ]biedl", r"alstr[oö]m", r"leber'?s?", r"stargardt'?s?", r"retinitis pigmentosa",
    r"wolfram'?s?(?=\ssyndrome)", r"rosai[- ]dorfman", r"gorlin'?s?", r"sweet'?s\ssyndrome", r"pyoderma gangrenosum", r"pemphigus", r"bullous pemphigoid", r"moyamoya", r"cadasil", r"narcolepsy", r"kleine[- ]levin",
    r"locked[- ]in", r"foreign accent", r"alice in wonderland", r"trigeminal trophic", r"progeria", r"hutchinson[- ]gilford", r"ondine'?s?", r"congenital central hypoventilation", r"ribose[- ]5", r"fields'?\scondition",
    r"mitochondrial", r"mucolipidosis", r"metachromatic", r"adrenoleukodystrophy", r"pelizaeus[- ]merzbacher", r"zellweger", r"refsum'?s?", r"lesch[- ]nyhan", r"menkes", r"rett(?=\s)",
)  # fmt: skip
# Conditions named after somebody that many here have, and words that only begin such a name.
COMMON_CONDITIONS = words(
    """
    parkinson parkinsons crohn crohns alzheimer alzheimers down downs raynaud raynauds meniere menieres
    sjogren sjogrens sjögren graves hashimoto hashimotos tourette tourettes asperger aspergers bell bells
    carpal irritable chronic metabolic polycystic restless coeliac celiac lyme heart kidney liver lung
    lungs gum thyroid inflammatory vascular coronary cardiovascular respiratory skin eye bowel dry sick
    long post peripheral ischaemic bone joint degenerative autoimmune autistic eating mental personality
    fatty motor the my a this that his her our what which infectious sexually legionnaires weil
    cauda acute adult toxic nephrotic fragile foetal fetal sudden shaken vitamin b12 iron attention
    premenstrual dupuytren dupuytrens paget pagets barrett gilbert gilberts pelvic hand frozen
    """
)
