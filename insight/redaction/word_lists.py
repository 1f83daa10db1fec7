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
    abba abs ala alba alma amal amar amber amen ami amma an anand angel angelica anil april aria
    art ash ashley aston august aurora austin autumn avi aws baba bailey bao basil bear beau
    bebe bella benny bentley bertha bess bibi bill billy blair blake bonnie bradley brandon
    bride brook brooke brooklyn can cara carson carter casey celeste cello chad chan chance
    chanel chang chardonnay chase che cher chez ching cho chuck chun clay clem clement cleo col
    cleopatra cleveland cliff clifton clinton cody coleman constance cooper cora coral cory
    courtney crystal curry curt dada dai daisy dale dalton dana dane dang danish dao darcy
    darwin dawn dean dee dell demi denver des destiny devi dexter dick dina dinah django
    dolly dolores don dong dory dot douglas drew dudley duke dunstan dusty earl easton eden
    edgar elan ellis els elton em emerson emir ennis etna etta eve faith fang fares farm fay fe
    fei fern fi finlay finn flo flora florence forest frank franklin gala gale gang garrison gaz
    gem gen gene georgia ginger gladstone glen goldie grace gran grandad grant granville grayson
    guy hai hal hali han hank hans harmony harper haven heath hero hester hilton hind holly homa
    homer honey honor honour hope houston hua hudson hui hun hung hunter huxley hye hyun ida ike
    ina io ion ira isa isis islam israel ivory ivy jack jackson jama jasper jay jazz jed
    jefferson jenson jersey jet jewel jo joey jolly jordan joy judge june juno justice kara kat
    kay kaya kelsey kendal kennedy kent kermit khalil ki kia kiki kin kinda kingston kip kirk
    kit kitty knox koran lac lad lam lan lancaster lance landon lawson lea leander lech lei
    leigh lennox leo les lester lex li liberty lien lila lime lin lincoln linden ling loch logan
    lola lupin lyndon lynx mabel mac mack madge madison mae magna magnolia mags mah mai mal mali
    mama mani manor mara marge margin marina mark marlowe martini mason mata max maxim may
    mckenzie mead mei melody mena mentor mercedes mercy merle merlin merry mi mia micky milan
    miles miller milo milton mimi min mina minerva ming minnie misty mo montgomery morton
    moss mulligan myles nadir nan nana nani nanna nat nats nell nelson nest neve ni nic nita
    nixon noble nona nor norton nova nur oakley obi odette ola olive olympia opal otis oz
    paisley palmer paloma pan pandora pansy papa paris parker pascal pasha pat patience patsy
    patti patty paz peace pearl pedro peg pei penn penny peri perry pet phil pia pier pierce
    piers pilar pinky poppy porter precious presley primrose prince pru prudence quan queenie
    quentin quincy quinn ra rae rai ram rama raman ramsay rana randy ray rayon rebel red reece
    reed reg regan regent reid rene reuben rex rhea rhodes ria rich richmond rick rina ringo rio
    ripley river rob robin rocco rod rolf rolls roman ronda roosevelt rosa rose rosetta rosie
    rowan ru ruby rum rusty ry ryder saba sabah saffron sahara sal salah salam samba sana sandy
    santa santos sapphire sar sari sata savannah sawyer saxon scarlett scout seb selena serene
    serenity shah shan shay shea sheba sheldon shelton sher sherry sienna sierra sinclair sky
    skye sol sonny spencer stacker stanton storm su sue summer sunny sutton sydney tab taj tam
    tan tao tate tatty tatum tee temperance tempest tess tex thai thi thom thornton tia tiffany
    titan tito titus tod tran trace travis trent trey trinity tris troy trudy tudor tui tully
    turner ty tyson ugo uma umm una unity ursa val valentina valentine valerian van vee venus
    verity vi vic vick victor victoria victory vida villa viola violet virgil virginia vita vito
    wade wallace wallis wally walt wan warren warwick watson wave webster wei wen whitney wiley
    will willow wilton win woody wren xi yam yan yang yen yin ying yoko yong yu yuan yue yuri
    zain zeta zola
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
    sudanese eritrean ethiopian american australian canadian european roma romani
    romanes romany gypsy traveller
    muslim christian jewish hindu sikh buddhist catholic protestant quaker bengali
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
    r"mary seacole|kenny dalglish|bill shankly|dixie dean|margaret beavan|rathbone|"
    r"florence nightingale|roald dahl|ramsay hunt|earl grey|jasmine tea|rosemary and thyme|"
    r"wes streeting|boris(?: johnson)?|rishi(?: sunak)?|(?:sir )?keir starmer|jeremy hunt|"
    r"matt hancock|margaret thatcher|nigel farage|donald trump|lucy letby|david lewis|"
    r"betsi(?:\scadwaladr)?|claire house|zoe'?s place|cath lab|"
    r"maggie'?s(?=\s?[.,!;)]|\scentres?|\s*\Z)|(?:marks|m) (?:and|&) (?:spencers?|s\b)|"
    r"carol (?:sing\w+|services?|concerts?)|elvis|mr\.? (?:motivator|bean|blobby|muscle|tumble)|"
    r"roy castle|steve prescott|albert dock|ronald mcdonald|"
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

# Towns of the North West.
PLACES = words(
    """
    aintree allerton alsager anfield audlem bebington birkenhead bootle bromborough burscough
    cheshire chester congleton crewe crosby eastham ellesmere fazakerley formby frodsham garston
    halewood halton handforth haydock helens helsby heswall holmes hoylake huyton kirkby
    knowsley knutsford leasowe litherland liverpool lymm macclesfield maghull malpas merseyside
    middlewich moreton nantwich neston newton northwich ormskirk parkgate poynton prenton
    prescot rainford rainhill runcorn sandbach sefton skelmersdale southport speke tarporley
    toxteth wallasey walton warrington waterloo wavertree whiston widnes wigan wilmslow winsford
    wirral woolton
    """
)
# Their quarters and villages, hospitals, short forms, illnesses, drugs, firms, feasts, languages.
NOT_NAMES |= PLACES | words(
    """
    aldi b&q barclays bluecoat braltus buscopan champix citramag clexane dexcom dulcolax eliquis
    emerade entresto epipen forxiga fragmin freestyle halifax hospedia humalog iceland imigran
    innohep jardiance kfc lantus levemir libre lidl macdonalds mcdonald mine monzo morrisons
    motivator moviprep nandos natwest nicorette novorapid omnipod picolax plenvu qvar relvar
    sainsbury's sainsburys santander saxenda senokot spiriva symbicort tesco toujeo trafford
    trelegy tresiba trulicity victoza waitrose xarelto zyban
    neurodivergent neurodiverse neurotypical lgbt lgbtq lgbtqia bame cisgender transgender
    aae accurx adalimumab addison's adhd ae ahp aigburth ainsdale ainsworth airmid alder
    alderley alsager alzheimer's alzheimers amharic amitriptyline amlodipine amoxicillin anfield
    anp anps anywhere apixaban aplus appendectomy appleton appletree argos aripiprazole arpley
    arrowe asd ashton asperger's aspergers astrazeneca atorvastatin attend audiologist audlem
    avanti b&m baker's bank barnton barrett's barretts bbc beacon beechwood bell's bells bewsey
    bidston billinge birchwood birkdale bisoprolol blackbrook blacon blundellsands bmi
    bodelwyddan bollington bosley boughton bowmere bpd braille breckfield bridgewater brimstage
    broadgreen broadoak broken bromborough brook btec buglawton bulgarian bunbury bupa
    buprenorphine burnden burtonwood calday calderstones caldy calpol camhs canada care
    castlefields castleton cbt ccg cctv change chapelford chelford chemo chemotherapy
    cherryfield childwall christie circle citalopram clarithromycin clatterbridge claughton
    clenil clock clopidogrel clozapine clubmoor clwyd co-codamol cocodamol codeine colonoscopy
    colposcopy colshaw concerta congleton copd coppenhall corona costa countess covid-19 cpn
    cpns cressington crewe crohn's crohns croxteth cuddington cuerdley culcheth cumfybus curzon
    cushing's cwp cyps cystoscopy czech dallam daresbury dari davenham dbt delamere depo
    derbyshire diazepam dingle disley ditton diverticulitis doxycycline duke's dukes dupuytren's
    dvla eastham eccleston ecg ecgs echocardiogram eddisbury edgeworth edleston edoxaban efc
    egremont ehcp ehub electrocardiogram elton elvanse elworth emdr emis endometriosis endoscopy
    ent epilim eredbook esa ettiley eu everton evorel fairfield farmfoods farndon farnworth
    farsi fazakerley fearnhead fearns ferry fibromyalgia fingerpost fitbit flucloxacillin
    fluoxetine fostair frankby freshfield frodsham fybogel gabapentin garmin garswood gateacre
    gaviscon gawsworth gb gcse gilbert's glan gliclazide gmail google goostrey gorse gp gps
    graves greasby greenbank greggs grow guilden hale halebank halewood hallowe'en halloween
    halsnead halton halton's handbridge handforth haresfinch hartford hashimoto's haslington hca
    hcas hdu healthwatch healthworks heath helsby heron heswall hey higgins hightown hill hmrc
    hodgkin's hodgkins holi holmes hoole hooton hotmail hough houghwood howley hoylake hrt hulme
    humira hurdsfield hysterectomy hysteroscopy iapt ibs ibuprofen icb icu ikea imodium ince
    inskip insulin irby irlam itu itv kelsall kensington keppra kettleshulme kew kewley kingsley
    kingsway kippur kirkdale knotty knutsford kooth kurmanji lache ladymount lamotrigine
    lansoprazole latchford latvian laxido leach leasowe ledsham leftwich leighton lent
    levetiracetam levothyroxine leyland lfc lfd linacre lindow liscard litherland lithium
    lithuanian live livewell livewire londis longview lorazepam lostock lumpectomy lyme lymm
    macclesfield maelor makaton malpas marbury marine marple marton mastectomy matalan mayday
    mcdonald's mcdonalds mcht mdt mecca melatonin meniere's menieres meols mere mersey
    merseycare metformin methadone methotrexate mickle middlewich mirena mirtazapine mobberley
    moderna mollington moovit moreton morphine moss mossley mot moulton mounjaro movelat movicol
    mri mris msk murdishaw murrayfield nantwich naproxen netherpool netherton newmedica newton
    nhs nicu nisa nitrofurantoin noctorum nokia norley northern northop northwood norton norwood
    nuffield nurofen nwas oakwood ocd oestrogel olanzapine oldham omeprazole omicron omt ooh
    optegra optometrist oramorph orford ormskirk orrell orthodontist orthotics ot ots
    oughtrington outlook outpatient overchurch overpool oxton ozempic padgate paget's
    palacefields paracetamol parkinson's parkinsons pashto passover patches patchs pc24 pcn pcns
    pcr peasley penicillin penketh pensby pewsham pfizer phlebotomist phlebotomists phlebotomy
    physio physios picton picu pip piriton plumley point polymyalgia poplars port portuguese
    pott poulton poundland poynton ppe prednisolone pregabalin prenton prestbury primark
    primecare prostatectomy ptsd pulford queensferry quetiapine radiographer radiographers
    radiotherapy rainford rainow ramadhan ramipril ramsay rathbone ravenmeols raynaud's raynauds
    risperidone ritalin rivaroxaban rixton roby rovers rudheath saints salbutamol salford
    samsung sandbach sandymoor sankey sau saughall scholes scrivens seacombe seaforth
    semaglutide sen send seretide sertraline shakerley shavington shevington shotton shrigley
    siddington silvercloud simvastatin sjogren's sjogrens sleepio slovak sodium somali
    sonographer sorani spamedica spar specsavers speke spire spital springview stagecoach
    stanlow stanney stapeley starbucks statins stepping stockbridge stockton stoneycroft
    stretton subutex sudell sutton swanlow swanside tarvin tattenhall terrence tfgm thatto
    thelwall thingwall thornton thurstaston tigrinya tirzepatide togetherall tourette's
    tourettes trafford tramadol tranmere trimethoprim tuebrook turning tv tytherington uc24 uk
    upton urogynaecology usa utrogestan vaisakhi valproate vauxhall venlafaxine ventolin
    vicarage vicars victoria vikings vocare voltarol wallasey walton warbreck warfarin
    warrington waverton weaverham wegovy westminster weston wetherspoons wharton wheelock
    whiston whitby whitchurch whitecross whitefield wi-fi wifi wilkinsons wilko willaston
    wilmslow wincle windle winnington winwick wistaston witton wolves woodchurch woolston
    wrexham wybunbury wythenshawe xenzone xmas yew yom yuletide zapain zopiclone
    """
)

# Medicines and dressings, mostly by the names on the box.
MEDICINES = words(
    """
    abilify accrete adcal aerochamber alendronic alvedon anoro aricept articaine atorva avastin
    aveeno betmiga betnovate braltus bricanyl buccastem buscopan calogen canesten cetraben
    champix cipralex citalo citrafleet citramag clexane complan cosmocol cosopt creon cymbalta
    daktacort dalacin decapeptyl denosumab depakote dermol dexcom dianette diprobase donepezil
    doublebase duac dulcolax ebesque ebixa efudix eliquis elleste eloine elvanse ensure entocort
    entresto epaderm epiduo estradot eucreas eumovate evra exelon femoston ferinject flixonase
    flixotide fortisip forxiga fosamax fostair fragmin fresubin fucibet fucidin fultium ganfort
    glucophage humalog humira hydromol hydroxychloroquine imigran innohep instillagel invokana
    istin januvia jardiance kapake keppra klean kliofem kytril lantus laxido laxoberal levemir
    libre lidocaine lipitor losec lucentis luforbec lumigan lustral lyrica madopar maxitram
    mebeverine meptid methotrexate microgynon migraleve mirabegron mounjaro movicol moviprep
    nasonex neupro nexium nexplanon nicorette norethisterone norgeston novomix novorapid nutilis
    nutrizym oilatum omnipod orlistat otomize oxybutynin oxynorm ozempic pentasa picolax plenvit
    plenvu pramipexole priadel prolia propecia proscar prostap protelos protopic prozac qvar
    relvar resource rigevidon rotigotine rybelsus sando-k sandoz saxenda seebri senokot seroquel
    sevredol shortec sinemet slenyto solifenacin solpadol spiriva stalevo sudocrem sukkarto
    sulfasalazine symbicort synacthen tamoxifen tegretol temazepam thealoz thick-easy timodine
    toujeo trelegy tresiba tritace trulicity truvada tylex ultibro vagifem valium ventolin
    vesicare viazem wegovy xalatan xarelto xyloproct zapain zoladex zomorph zoton zyban zydol
    """
)
# Departments in short, illnesses, systems, greetings in Welsh and other languages, counties and
# villages.
NOT_NAMES |= MEDICINES | words(
    """
    aelwyd allostock alzheimer ambiwlans anglesey antrobus apwyntiad asperger badgernet
    barbridge barthomley berkshire bickerton bore bosden budworth bulkeley burwardsley bwrdd
    byley byw calveley cambridgeshire capenhurst cardio carenotes cerner cholmondeley
    christleton coddington comberbach conwy cornwall cotebrook croeso crohn cronton crowton
    cumbria cyfeiriad cymorth cymraeg cymru cymry danke ddim denbighshire derm devon diolch
    dorset downholland dupuytren dyddiad dyson dziekuje eisteddfod enw essex evolve ffon
    flintshire fy geni gig glazebury gloucestershire gofal gogledd gracias gwasanaeth gwynedd
    gymraeg gynae gynaecology ha haem haematol haha halsnead hampshire hankelow hashimoto
    haslington herefordshire hertfordshire hunsterson huxley hwyl iechyd kermincham lincolnshire
    llythyr lorenzo lydiate lymm mae meddyg meddygfa meditech meniere merci minshull mouldsworth
    multumesc nadolig neuro nghaer norfolk northumberland noswaith nottinghamshire oakhanger
    oakmere ollerton onc ophthal orthopod oticon oxfordshire paeds peckforton peover phonak
    pickmere powys prosze prynhawn raynaud rheum rhif risley rostherne sandiway shocklach
    shropshire shukran siarad signia sjogren sollom somerset sproston staffordshire suffolk
    surrey sussex swyddfa sylhet sylheti szpital tabley tarbock teulu tilston tourette
    tushingham utkinton warmingham warwickshire waverton wervin wettenhall whitegate widex
    wiltshire wincham wirswall worcestershire worleston wrenbury wrth yng yorkshire ysbyty
    zimmer
    """
)

# Conditions named after somebody that many here have, and words that only begin such a name.
COMMON_CONDITIONS = words(
    """
    a acute adult alzheimer alzheimers asperger aspergers attention autistic autoimmune b12
    barrett bell bells bone bowel cardiovascular carpal cauda celiac chronic coeliac coronary
    crohn crohns degenerative down downs dry dupuytren dupuytrens eating eye fatty fetal foetal
    fragile frozen gilbert gilberts graves gum hand hashimoto hashimotos heart her his
    infectious inflammatory iron irritable ischaemic joint kidney legionnaires liver long lung
    lungs lyme meniere menieres mental metabolic motor my nephrotic our paget pagets parkinson
    parkinsons pelvic peripheral personality polycystic post premenstrual raynaud raynauds
    respiratory restless sexually shaken sick sjogren sjogrens sjögren skin sudden that the this
    thyroid tourette tourettes toxic vascular vitamin weil what which
    """
)
