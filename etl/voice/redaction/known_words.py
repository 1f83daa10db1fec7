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
    aaliyah aaron abbie abby abdul abdullah abigail adam adele adrian agnes ahmed aidan aiden aileen
    aimee aisha akira alan alana albert alejandro aleksandra alexander alexandra alexandru alfie
    alfred alicja alice alicia alison alistair allan amanda amanpreet amelia amina amir amy ana
    anastasia andrea andreea andrei andrew andrzej aneesa angela angie anika anisa anita anna
    annabel anne annette annie anthony antonio anwar archie arianna arjun arnold arthur asif asma
    audrey ava aveline ayaan ayesha ayodele barbara barry bartek beata beatrice becky ben benjamin
    bernadette bernard bernice bert bethan bethany betty beverley bilal blessing bogdan bradley
    brenda brendan brian bridget brian bronwyn bruce bryan caitlin callum calum cameron carl
    carlos carly carmel carol carole caroline carolyn catherine cathy catriona ceri chantelle
    charlene charles charlie charlotte cheryl chidi chloe chris christian christina christine
    christopher chukwuemeka cian ciara claire clara clare claude clifford clive colette colin
    connor conor craig cristina cynthia cyril dafydd damian daniel danielle danny daria darren
    dave david dawid deborah debbie deepak deirdre denis denise dennis derek desmond diana diane
    dilys dimitri dominic donald donna doreen doris dorothy douglas duncan dylan eamonn ebony
    eddie edith edna edward edwin eileen elaine eleanor elena elif elijah elizabeth ella ellen
    ellie elliot elsie emeka emil emilia emily emma emmanuel enid eoin eric erica erin esme
    esther ethan ethel eugene eunice evan evelyn ewan ewa fatema fatima fatou faye felicity fiona
    florin francesca francis frances freda freddie frederick freya gabriel gabriela gail gareth
    gary gavin gemma geoff geoffrey george georgie gerald geraldine gerard gethin gillian gina
    giorgio gladys glenda glenn glenys glynis godfrey gordon graeme graham grzegorz gurpreet gwen
    gwyneth habiba hamza hannah harold harpreet harriet harrison harry hassan hayley hazel heather
    heidi helen henry hilary hilda hollie horace howard hugh humphrey hussain hussein iain ian
    ibrahim idris imogen imran ingrid ioan ioana iona irene iris irena isaac isabel isabella isla
    isobel istvan ivan iwona jack jackie jacob jacqueline jacqui jade jake jakub james jamie jan
    jane janet janette janice janine jared jasmine jason javed jayden jean jeanette jeff jeffrey
    jennie jennifer jenny jeremy jerome jess jessica jill jim jimmy joan joann joanna joanne
    jodie joe joel johanna john johnny jon jonathan jose joseph josephine josh joshua joyce juan
    judith julia julian julie jun junaid justin justyna kaitlyn kamal karen karim karl karolina
    kasia kate katherine kathleen kathryn kathy katie katy katarzyna kavita kayleigh keith kelly
    kelvin ken kenneth kerry kevin khadija khalid kieran kirsten kirsty kimberley kofi krystyna
    krzysztof kwame kyle lakshmi laila lauren laura lawrence layla leah leanne lee leila len
    leonard leroy lesley leslie lewis liam lily linda lindsay lisa liz lloyd lorna lorraine louis
    louise lucas lucy luis luke lukasz lydia lynda lynette lynn lynne maciej mackenzie
    madeleine maggie magdalena mahmoud maisie malcolm malgorzata mandy manjit marcin marcus
    margaret maria marian marie marilyn mario marion marjorie marlene marta martha martin martyn
    mary maryam mateusz mathew matilda matteo matthew maureen maurice mavis megan mehmet mei
    melanie melissa michael michal michaela michelle miguel mihai mike mildred millie miriam mo
    mohamed mohammad mohammed moira molly mona monica monika morag moses muhammad muriel mustafa
    myrtle nadia nahid naomi natalia natalie natasha nathan nathaniel neil nerys ngozi niamh
    nicholas nick nicky nicola nicole nigel nikita nina nirmala noah noel nora noreen norma norman
    nuala nusrat oksana olena olga olive oliver olivia oluwaseun omar oscar owain owen pamela
    patricia patrick patrycja paul paula pauline pedro peggy peter petra philip phillip philippa
    phillipa phoebe phyllis piotr poppy priya priyanka rachael rachel radoslaw rahima rahul raj
    rajesh ralph ramesh rania raquel rashid ravi raymond rebecca reece reginald rhian rhiannon
    rhys richard rita robert roberta robyn rodney roger roland ron ronald ronnie rory rosalind
    rosemary ross rowena roy rukhsana rupert russell ruth ryan sabina sadia sadie saeed sagal
    sajid saleh sally salma sam samantha samina samir samira samson samuel sandeep sandra sanjay
    sara sarah saskia scott sean selina seren shabana shahid shamima shannon sharon shaun sheila
    shelley sheena sheryl shirley shivani shreya sian sidney silvia simon sinead siobhan sofia
    sonia sophia sophie stacey stan stanislaw stanley stefan stella stephanie stephen steve steven
    stewart stuart sunita susan susanne suzanne svetlana sybil sylvia sylwia tadeusz tahira talia
    tamara tanya tara tariq tatiana taylor ted teresa terence terry thelma theo theresa thomas
    tiffany tilly tim timothy tina toby todd tolu tom tomasz tommy tony tracey tracy trevor trisha
    tristan tyler umar una usha usman valerie vanessa vera veronica vijay vincent viktor vivian
    vivienne volodymyr walter wanda wayne wendy wesley wilfred william wilma winifred wojciech
    xavier yasmin yasmine yolanda yousef yuki yusuf yvette yvonne zac zach zachary zahra zainab
    zara zayn zbigniew zoe zofia zuzanna
    """
)

# Names that are also words. In a naming pattern they count when written with a capital letter.
NAMES_AND_WORDS = words(
    """
    amber angel april art ash asia august autumn basil bay bear beau bill billy blake blue bob
    bonnie brandon brook brooke carter chance charity chase clay cliff coral crystal daisy dale
    dawn dean destiny dick dolly don drew duke earl eden eve fay faith fern finn flo florence
    forest frank gale gay gene georgia ginger glen grace grant guy hank harmony harper haven
    heath hope hunter ida ivy jasper jay jet jewel jo joey joy june justice kay kit lance lane leo
    leigh liberty logan lola lynx mabel may mark marina mason max may melody mercy mia miles milo
    mo myles nan nell noble olive opal otis pansy pat patience pearl penny pet phil piers pip
    poppy precious prince quentin ray red reed reg rene reuben rex rich rick river rob robin rose
    rosie roman rowan ruby rusty sandy scarlett sky skye sonny spencer storm sue summer sunny
    tab tess tex trinity trudy tully val van vic viola violet wade ward warren will willow
    wren zain
    """
)

# Family names common enough to know without a capital letter, after a title or a first name.
FAMILY_NAMES = words(
    """
    adams ahmed akhtar ali allen anderson bailey baker bannister barker barnes begum bell bennett
    bibi brown butler carter chapman chaudhry chowdhury clark clarke collins cook cooper cox
    davies davis dixon doyle edwards ellis evans fennimoor fletcher gibson graham griffiths hall
    harris harrison harvey henderson hill holmes hughes hussain hussein iqbal jackson james jenkins
    johnson jones kaur kelly kennedy khan king knight kowalski kumar lee lewis lloyd malik marshall
    martin mason mcdonald mckenzie mendes mensah miah miller mills mitchell mohamed mohammed moore
    morgan morris murphy murray nguyen nowak oconnor o'connor okafor okonkwo oneill o'neill owen
    owens palmer parker patel pearson phillips popescu powell price rahman reid richards richardson
    roberts robertson robinson rogers rogerson ryan scott shah shaw simpson singh smith stevens
    stewart sullivan suleiman taylor thomas thompson thomson tomlinson turner uddin walker walsh
    ward watson webb white whitehead williams williamson wilson wong wood woods wright
    yilmaz young zhang
    """
)

# With a capital letter, yet no name of a person: Places and towns, services, times, peoples.
NOT_NAMES = words(
    """
    allerton anfield aintree alder alderley arrowe ashton bebington bidston birchwood birkenhead
    bolton bootle bromborough broadgreen broughton brownlow burscough burtonwood cheshire chester
    childwall clatterbridge clock congleton countess crewe crosby croxteth culcheth daresbury
    disley dovecot earlestown eastham eccleston edge ellesmere england english everton fazakerley
    formby frodsham garston gateacre golborne grappenhall great greater halewood halton haydock
    helen helens helsby heswall holmes hoylake hunts huyton irby ireland irish isle kensington
    kirkby knotty knowsley knutsford lancashire leasowe leeds leighton litherland liverpool london
    lymm macclesfield maghull malpas manchester mersey merseyside middlewich moreton mossley
    nantwich neston netherley netherton newton northwich norris orford oxton page parkgate penketh
    port poynton prenton prescot preston rainford rainhill rock royal runcorn sandbach saughall
    scotland scottish sefton skelmersdale southport speke stockport stockton tarporley thatto
    toxteth tuebrook wales wallasey walton warrington waterloo wavertree welsh westminster whiston
    widnes wigan wilmslow winsford wirral woolton
    monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri
    sat sun january february march april may june july august september october november december
    jan feb mar apr jun jul aug sep sept oct nov dec christmas easter eid ramadan diwali hanukkah
    spring summer autumn winter today tomorrow yesterday covid
    british african asian black white arab bangladeshi indian pakistani chinese caribbean polish
    romanian somali syrian ukrainian russian turkish kurdish iranian iraqi afghan spanish french
    german italian portuguese greek hungarian bulgarian albanian nigerian ghanaian sudanese
    eritrean ethiopian american australian canadian european roma romani gypsy traveller muslim
    christian jewish hindu sikh buddhist catholic protestant quaker bengali urdu punjabi gujarati
    arabic cantonese mandarin farsi hindi tamil makaton deaf blind autistic disabled diabetic
    dyslexic bipolar asthmatic epileptic trans gay lesbian bisexual queer straight single married
    widowed retired pregnant vegan vegetarian type scouse scouser liverpudlian
    nhs gp gps ae a&e ent mri ct pals camhs cahms iapt talking therapies healthwatch hospital ward
    clinic surgery practice council macmillan samaritans barnardo's barnardos mencap scope shelter
    citizens advice age uk sure start family hub children children's centre year school college
    university academy social services service community mental health crisis team teams crisis
    duty worker district universal credit pip dwp blue badge easy read language line interpreter
    interpreters whatsapp facebook zoom google skype youtube instagram twitter teams alexa siri
    amazon apple android iphone ipad windows boots asda tesco aldi lidl morrisons sainsbury's
    sainsburys superdrug lloyds rowlands rowland specsavers weetabix arriva merseyrail northern
    uber patches online access econsult klinik askmygp systmone emis patient patients accurx doctor
    doctors dentist dentists nurse nurses consultant consultants receptionist pharmacist physio
    occupational speech therapist therapy psychology psychiatry psychiatrist orthopaedics
    orthopedics cardiology neurology oncology dermatology ophthalmology radiology maternity
    paediatrics gynaecology urology rheumatology respiratory endocrinology haematology podiatry
    physiotherapy audiology outpatients emergency urgent treatment walk-in walk accident ambulance
    army navy raf armed forces police fire brigade home house place board trust system government
    parliament mp labour conservative tory tories lib dem green party long short first second third
    last next new old young same good bad big little other another
    """
)

# Words that begin sentences or follow titles and names, so no names whatever their first letter.
ORDINARY = words(
    """
    a able about above absolutely across actually after afterwards again against ago all almost
    alone along already also although always am amazing an and annoyed any anybody anyone anything
    anyway appointment appointments are aren't around as ask asked asking asks at attended away
    awaiting back badly be became because been before began behind being believe below best better
    between big booked both bored bring brilliant brought but by call called calling came can can't
    cancelled cannot can't care cared carer carers caring changed check checked closed comes coming
    complained completely concerned confused congratulations constantly could couldn't currently
    day days dealt decided delighted desperate despite did didn't died different disabled
    disgusted disappointed do does doesn't doing done don't down due during each either else
    elderly end enough even ever every everyone everything exactly examined excellent exhausted
    explained extremely fed feel feeling fell felt few finally find fine first fobbed followed
    following for forever forward found from frightened frustrated full fully further furious gave
    genuinely get gets getting give given gives giving glad go goes going gone good got grateful
    great had hadn't half happy has hasn't hate have haven't having he he'd he'll hello help helped
    helping hence her here herself he's hi him himself his hit home honest honestly hoped hoping
    how however i i'd if i'll i'm impressed in including indeed information instead into is isn't
    it its it's i've just keep keeps kept kind knew know known knows last late lately later
    least leave leaving left less let lets like listen listened listening literally live lived
    lives living local lonely long look looked looking looks lost lot loved lovely made make makes
    making many may maybe me mean means meant met might mine missed missing more moreover most
    mostly moved moving much must mustn't my myself near nearly need needed needing needs neither
    never nervous next nice no nobody none nor not nothing now of off offered often ok okay on once
    one ones only onto open or other others otherwise our ours out outside over overall own pain
    particularly passed past paid pays perhaps phone phoned picked plans please pleased plus
    possibly prescribed prescription previously probably proud put puts quick quickly quite ran
    rang rarely rather read really received recently referral referred refused reception regarding
    registered relied respectful retired rude rudely said same sat saw say saying says scared
    screening see seeing seem seemed seems seen sent several shall she she'd she'll she's should
    shouldn't show showed shows sick simply since sitting so some somebody someone something
    sometimes soon sorry speak speaks spoke spent staff start started stay stayed still stop
    stopped stuck stuff such supported suppose sure surgeries surgery tablets take taken takes
    taking talked team tell telling tells terrified than thank thankful thanks that that'll that's the
    their theirs them themselves then there therefore there's these they they'd they'll they're
    they've thing things think thinks this those though thought through throughout tired to told
    today together tomorrow tonight too took totally tried trouble truly try trying turned turns
    twice two under unable understands understood unfortunately unhappy until unwell up upon
    upset us use used useful using usually very visit visited visits wait waited waiting
    want wanted wants was wasn't we we'd week weeks well we'll went were we're weren't we've what
    whatever what's when whenever where whereas wherever whether which while who whoever whole
    whom who's whose why will with within without wonderful won't words work worked working works
    worried worse worth would wouldn't write wrote year years yes yesterday yet you you'd you'll
    young your you're yours yourself you've three four five six seven eight nine ten half double
    dear mum dad mother father sister brother son daughter husband wife nan nana gran grandad
    grandma auntie uncle baby mrs mr ms miss dr ref re ps nb aka etc practitioner practitioners
    manager managers specialist specialists led bank station station's trainee student associate
    associates cardiologist surgeon neurologist dermatologist oncologist radiographer matron
    midwife midwives sisters led assistant assistants call line visits visitor visitors
    """
)

# After a name these make it the name of a building, a street or an organisation.
INSTITUTIONS = words(
    """
    hospital hospitals hospice road rd street st lane ln avenue ave drive close crescent court way
    house lodge centre center surgery practice ward unit clinic school college academy church
    cathedral mosque park library station ambulance day trust foundation care suite wing building
    bank pharmacy chemist charity group club theatre university nursery lewis curie rowntree
    primary infant junior high hall hotel pub arms estate infirmary home homes ryder seacole
    nightingale cheshire stopes place gardens grove terrace square line lounge room practice's
    hospital's medical health disease syndrome parkinson hodgkin stomach frost ambulance
    """
)
# Before a name likewise: "St Mary's", "Queen Elizabeth".
SAINTS = words("st saint st. saints queen king prince princess royal marie joseph our lady holy")

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
    r"late wife|late mum|late dad|hubby|missus)"
)
