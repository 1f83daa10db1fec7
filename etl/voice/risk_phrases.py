"""Ways people say that somebody may come to harm, and ways that only sound like it.

Patterns for text in small letters. See safeguarding.py for how they are used.
"""

from __future__ import annotations

ANYONE = r"(?:my|our|his|her|their|the|your|a|an|some(?:body|one)?|this|that)"
FAMILY = (
    r"(?:partner|husband|wife|boyfriend|girlfriend|ex|fella|hubby|bloke|son|daughter|brother|"
    r"sister|"
    r"dad|father|mum|mam|mother|stepdad|stepmum|step-?father|step-?mother|uncle|auntie|aunt|"
    r"cousin|"
    r"grandad|nan|nana|gran|grandson|granddaughter|family|in-laws|landlord|neighbour|carers?|"
    r"nurses?|staff|teacher|foster \w+|support worker|care ?worker|man|woman|lad|gang|kids)"
)
CHILD = (
    r"(?:child|children|kid|kids|baby|babies|toddler|bairn|little (?:one|girl|boy|sister|"
    r"brother|lad)|"
    r"daughter|son|boy|girl|niece|nephew|grandson|granddaughter|grandchild(?:ren)?|teenager|"
    r"pupil)"
)
SELF = r"(?:my ?self|him ?self|her ?self|them ?sel(?:f|ves)|your ?self|our ?selves)"

# Said every day and meaning no harm. They are blanked out before anything is looked for.
HARMLESS = (
    # "I hold my breath when he comes in" is another thing.
    r"(?:will not|won'?t|not|don'?t|wouldn'?t) (?:be )?hold(?:ing)? (?:my|me|your|our) breath",
    r"kill(?:ing|ed|s)? (?:time|the time|two birds|an hour|the mood|the pain|off|germs|bacteria|"
    r"weeds|me laughing)",
    r"(?:my|the|these|his|her) (?:feet|foot|back|knees?|hips?|legs?|teeth|tooth|head|hands?|"
    r"shoulders?|shoes|stairs|parking|fares?|bills?|prices|queue|heat|cold)"
    r"(?: \w+){0,2} (?:is|are|was|were|been) killing (?:me|us|him|her)",
    r"(?:wait|waiting|queue|phone|parking|drive|bus|form|stress|boredom|suspense|worry|rent|"
    r"it)(?:'s| is| was| are)? (?:absolutely )?killing (?:me|us|him|her)",
    r"(?:would|could|wouldn't|won't|doesn't|didn't|does not|would not) (?:it )?kill (?:them|"
    r"you|him|"
    r"her|anyone|anybody) to",
    r"(?:mum|dad|wife|husband|boss|she|he)(?:'ll| will| would|'d) (?:kill|murder) me (?:if|"
    r"when|for)",
    r"dress(?:ed)? to kill|killer (?:heels|view|whale|app)|pain ?killers?|lady ?killer|buzz "
    r"?kill",
    r"(?:could|can|i'd|would) (?:have )?(?:murdered?|kill(?:ed)?) (?:for )?(?:a|an|some)\b",
    r"(?:could|can) murder (?:a|an|some|me)\b|murder (?:to park|getting|trying|on my|on the)|"
    r"bloody murder|get(?:s|ting)? away with murder|murder mystery|blue murder",
    r"dying (?:to (?:see|know|get|meet|try|go|hear|tell|ask|have|do)|for (?:a|an|some)|of "
    r"(?:boredom|"
    r"embarrassment|thirst|laughter|heat|cold)|on (?:my|its|her|his) feet|breed|art|laughing)",
    r"(?:nearly|almost|could have|could've|thought i'd|i'd have|just) (?:die|died) (?:laughing|"
    r"of "
    r"(?:embarrassment|shame|boredom|laughter)|when i saw the)|died laughing|to die for|die[- "
    r"]?hard|"
    r"never say die|do or die|sooner die than",
    r"(?:suicide|self[- ]?harm|abuse|violence|neglect|safeguarding|stab|stabbing|knife ?crime|"
    r"bullying|"
    r"rape|grooming) (?:prevention|awareness|bereavement|training|courses?|charity|charities|"
    r"team|"
    r"support group|policy|policies|posters?|leaflets?|campaign|first aid|workshops?|workers?|"
    r"advocates?|lead|"
    r"officer|"
    r"hotline|statistics|rates?|strategy|service|services|hub|nurse|kit)",
    r"hate crime (?:worker|officer|team|reporting|awareness|training|support|centre)",
    r"(?:training|courses?|workshops?|talks?|leaflets?|posters?|awareness|session) (?:on|about|"
    r"in|around) "
    r"(?:suicide|self[- ]?harm|abuse|violence|neglect|safeguarding|grooming|bullying|prevention)"
    r"(?: prevention| awareness)?",
    r"(?:prevent(?:ing|ion of)?|tackl(?:e|ing)|reduc(?:e|ing)) (?:suicide|self[- ]?harm|abuse|"
    r"domestic "
    r"(?:abuse|violence)|violence|knife crime)",
    r"political suicide|suicide squad|assisted dying bill|career suicide|abuse of (?:the "
    r"system|power|"
    r"process|trust funds)|self[- ]abuse|drug abuse|alcohol abuse|substance abuse|abuse of "
    r"(?:drugs|"
    r"alcohol)|abuse the system|verbal abuse (?:will not|is not) (?:be )?tolerated",
    r"(?:hit|hits|hitting|hit me) (?:the|a|my|rock|home|pads|nail|snooze|brick|save|send|"
    r"submit|target|"
    r"targets|harder|hard by|like a)\b|hit and miss|hit or miss|hit with (?:a|the|another) "
    r"(?:bill|charge|"
    r"fine|fee)|(?:cold|heat|weather|news|cost|costs|prices|bill|bills|diagnosis|grief|it|"
    r"menopause|"
    r"anxiety|depression|tiredness|fatigue|reality|inflation|covid|realisation) (?:really |just |"
    r"suddenly )?(?:hits?|hit) (?:me|us|him|her|them)",
    r"(?:heart|time|price|prices|hospital|system|deadline|nothing|can't|cant|cannot|couldn't|"
    r"drum|"
    r"egg|eggs|queue|traffic|cancer|odds|blues|clock|winter|rush|stress) beats?\b|beat (?:the|"
    r"my cancer|"
    r"cancer|about the bush|it\b)|beats? (?:me|us) (?:why|how|what)|beating heart|heart (?:is |"
    r"was )?beating|"
    r"off the beaten|irregular(?:ly)? beating",
    r"(?:stab|stabbed|stabbing) (?:at|in the dark|in the back|pains?|me in the back|him in the "
    r"back)|"
    r"shoot(?:ing)? (?:pains?|up the list|the breeze)|shot (?:up|in the arm|of|down in flames)|"
    r"(?:flu|covid|vitamin|jab|b12) (?:shot|jab)",
    r"(?:cut|cuts|cutting) (?:my|our|the|their) (?:own )?(?:hair|grass|nails|toenails|hedge|food|"
    r"costs|budget|funding|hours|benefits|tablets in)|cut (?:off|back|down|short|out)",
    r"(?:want|wanted|wants) to (?:die laughing|end (?:the call|it on a good note|the tenancy))|"
    r"end (?:it all|my life) (?:insurance|cover)|end[- ]of[- ]life (?:care|team|nurse|plan|"
    r"support)",
    r"burn(?:t|ed)? (?:out|a hole|off|through)|drown(?:ing)? in (?:paperwork|debt|forms|work|"
    r"letters|admin|"
    r"emails|bills)|drown(?:ing|ed)? (?:it |them )?out|over the edge of the (?:kerb|pavement)|"
    r"hang(?:ing)? (?:on|up|around|about|out|over|in there|my coat)|hung (?:on|up|around|about|"
    r"over)",
    r"smack (?:bang|in the middle)|punch(?:ing)? above|kick(?:ed|ing)? (?:in|off|up a fuss|the "
    r"can|myself|"
    r"the bucket|a ball|the ball|out time)|kick(?:ing)? myself|kick up the",
    r"blood (?:test|tests|pressure)|threaten(?:ed|ing)? to (?:close|strike|rain|cancel|shut|"
    r"discharge)|"
    r"threat of (?:closure|closing|rain|strikes?)|under threat|threatened with closure",
    r"neglected (?:to (?:tell|say|mention|send|give|write|inform|call|ring)|area|areas|estate|"
    r"town|"
    r"part|parts|building|by the (?:nhs|council|government|system)|service)",
    r"touch(?:ed)? (?:by (?:the|his|her|their|your|how)|base|wood|screen|and go)|(?:in|keep in|"
    r"kept in|get "
    r"in|got in|lost|out of) touch",
    r"(?:child|children|kid|kids|baby) (?:to )?(?:be |was |were )?(?:at risk of) (?:asthma|"
    r"tooth|caries|"
    r"obesity|measles|missing)",
    r"bully(?:ing)? (?:off|for you)|emotional blackmail|starving (?:hungry|after|by the time|"
    r"when we)|"
    r"(?:i'm|im|was|were|we were) starving\b",
)

# Plain denials of the phrase itself. "Not suicidal but …" still counts if more is said.
DENIED = (
    r"(?:not|never|isn't|wasn't|aren't|am not|no longer|without being|neither) (?:been |felt |"
    r"feeling |"
    r"feel |at all |actually |actively )?(?:suicidal|abusive|abused|violent|neglected|at risk)",
    r"(?:no|never had|never any|don't have|do not have|didn't have|without(?: any)?|denied|"
    r"denies|no more) "
    r"(?:any )?(?:thoughts?|plans?|intention|ideas?) (?:of|about|to) (?:suicide|self[- "
    r"]?harm(?:ing)?|"
    r"ending (?:my|her|his) life|harm(?:ing)? \w+)",
    r"no (?:suicidal|self[- ]?harm|violent) (?:thoughts?|ideas?|intent|feelings?)",
    r"(?:no|not|never|isn't|wasn't|nothing to do with|free (?:of|from)) (?:\w+ )?(?:abuse|"
    r"neglect|violence|"
    r"self[- ]?harm)\b",
    r"(?:would|could|will|do|did|does|has|have)(?: never|n't| not|nt) (?:ever )?(?:self[- "
    r"]?harm(?:ed)?|"
    rf"harm(?:ed)? {SELF}|hurt {SELF}|kill(?:ed)? {SELF}|hit|hurt|harm) ?(?:{SELF}|anyone|"
    rf"anybody|"
    r"a fly|a soul|them|him|her)?",
    r"not (?:going to|gonna) (?:kill|harm|hurt) (?:myself|himself|herself|anyone|anybody)",
    r"(?:don't|do not|dont|didn't|didnt|never) (?:even )?want(?:ed)? to (?:die|end it all|end "
    r"my life)",
)

RISKS: dict[str, tuple[str, ...]] = {
    "harm to self": (
        r"(?:razor|blade|scissors|knife|glass) (?:\w+ )?to (?:my|his|her|their) (?:\w+ "
        r")?(?:arms?|wrists?|legs?|skin|throat)|(?:step|stepping|walk|walking|jump|jumping) "
        r"(?:\w+ )?(?:off the (?:kerb|platform|bridge|edge|roof)|into (?:the )?traffic|in "
        r"front of)(?! (?:is|was) (?:hard|tricky|easy))",
        r"(?:will|won't|wont|may|might) not? ?(?:be around|be here|make it|see (?:summer|"
        r"christmas|the year out))|(?:said|saying) (?:his |her |their |my )?goodbyes? to "
        r"(?:everyone|everybody|us all|the kids|people)|g[ai]v(?:e|en|ing) (?:away )?(?:all "
        r")?(?:his|her|my|their) (?:\w+ )?(?:away|things|belongings|possessions|dog|cat) "
        r"?(?:away)?",
        r"(?:drank|drunk|drink|drinking|swallow\w*) (?:\w+ ){0,2}(?:bleach|poison|antifreeze|"
        r"acid)|(?:took|taken|swallowed) all (?:my|his|her|the|of my) (?:tablets|pills|meds|"
        r"medication)",
        r"(?:a|the|this) (?:rope|noose|blade) (?:in|under|by|ready|hidden|beside)|hop(?:e|ed|"
        r"ing) (?:i|to) (?:\w+ )?(?:crash|die|don't wake|dont wake|never wake|go to sleep)|"
        r"voices (?:\w+ )?(?:tell|telling|told|say)",
        r"(?:letters?|notes?|will) (?:\w+ ){0,4}(?:when|after|once|before) (?:i'm|im|i am|i "
        r"have|i've|he's|she's) (?:gone|go|dead)",
        r"(?:slit|slash|slitting|slashing|cut|cutting|open) (?:my|his|her|their) (?:own "
        r")?(?:wrists?|throat|veins)",
        r"(?:fade away|disappear for good|go to sleep and (?:never|not) wake|never wake up|not "
        r"wake up|stop existing|not exist|cease to exist|sleep for ever|sleep forever)",
        r"(?:nothing|no one|nobody|little|not much|anything) (?:left )?to live for|(?:lost|no) "
        r"(?:the )?will to live|(?:life|living) (?:is not|isn't|isnt|not) worth|not worth living",
        r"(?:think|thinking|thought|thoughts) (?:\w+ ){0,3}(?:how to do it|ways to do it|doing "
        r"it|pills|the bridge|not being here|being dead|a way out)",
        r"(?:won't|wont|not|might not|may not|don't think i'll|dont think ill|don't think i "
        r"will) (?:\w+ ){0,2}be (?:here|around|alive) (?:\w+ ){0,3}(?:christmas|next (?:week|"
        r"month|year)|much longer|long|tomorrow|feel)",
        r"(?:starv\w+|not eating|haven't eaten|havent eaten|not eaten|stopped eating) (?:\w+ "
        r"){0,4}(?:disappear|waste away|punish|on purpose|fade)",
        r"(?:harm|harmed|harming|hurt|hurting|cut|cutting) (?:my|him|her|them|your) ?sel(?:f|"
        r"ves)|(?:plan|planned|attempt\w*|tried|trying) to (?:take|end) (?:my|his|her)",
        r"suicid\w*|top(?:ping|ped)? (?:myself|himself|herself)|o\.?d\.?'?(?:ed|ing) (?:on|"
        r"again)|"
        r"unalive",
        rf"(?:kill|killing|killed|hang|hanging|hung|harm|harming|harmed|hurt|hurting|cut|cutting|"
        rf"drown|drowning|shoot|shooting|starve|starving|burn|burning|stab|poison) {SELF}",
        r"self[- ]?harm\w*|self[- ]?injur\w*|(?:took|taken|take|taking|another|an|of) (?:an |a "
        r"(?:massive |small )?)?over ?dos\w*|overdosed|cut(?:s|ting)? (?:my|her|his|their) "
        r"(?:arms?|wrists?|legs?|thighs?)",
        r"(?:want|wants|wanted|wanting|wanna|going|gonna|need|ready|plan|planning|rather|wish|"
        r"feel like|felt like|thought about|thinking about|thinking of|thoughts of) (?:\w+ ){0,2}"
        r"(?:die|dying|be dead|being dead|end (?:it|it all|my life|his life|her life|things|"
        r"everything)|"
        r"ending (?:it|it all|my life|his life|her life|things|everything))\b",
        r"(?:wish|wished|wishes) (?:\w+ )?(?:was|were|i'd|he'd|she'd|had|to be) (?:\w+ "
        r")?(?:dead|not here|"
        r"never been born|not alive|gone|not wake up|not woken up)",
        r"end(?:ed|ing)? (?:my|his|her|their|my own|his own|her own) (?:own )?li(?:fe|ves)|"
        r"tak(?:e|ing|en) (?:my|his|her|their) (?:own )?(?:own )li(?:fe|ves)|took (?:my|his|"
        r"her|their) own "
        r"li(?:fe|ves)",
        r"(?:better off|easier|best for everyone|no one would (?:care|notice|miss me)|nobody "
        r"would "
        r"(?:care|notice|miss me))(?: \w+){0,3} (?:dead|without me|if i (?:was|were|wasn't|"
        r"weren't))|"
        r"better off (?:dead|without me|not here)|nobody would miss me|no one would miss me",
        r"(?:no|not|nothing|any|what's the) (?:\w+ )?(?:point|reason|worth|left) (?:\w+ ){0,3}"
        r"(?:living|to live|live for|going on|being here|carrying on|being alive)|"
        r"(?:can't|cant|cannot|can not|couldn't) (?:\w+ )?(?:go on|carry on|do this|take it|"
        r"take this|cope|"
        r"keep going)"
        r" (?:\w+ ){0,2}(?:any ?more|any longer|living|like this)|"
        r"(?:don't|dont|do not|didn't|didnt) (?:\w+ )?want(?:ed)? to (?:be here|live|wake up|"
        r"be alive|"
        r"carry on living|exist)|not want(?:ing)? to (?:be here|live|wake up|be alive)|"
        r"done with (?:life|living)|tired of (?:living|life|being alive)|given up on (?:life|"
        r"living)",
        r"(?:jump(?:ing|ed)?|threw|throw(?:ing)?) (?:\w+ )?(?:off|from|in front of) (?:a|the|"
        r"that) (?:\w+ )?"
        r"(?:bridge|roof|building|balcony|train|bus|car|lorry|window|car park|platform)|"
        r"(?:noose|ligature|my goodbye|goodbye letters?|goodbye note|stockpil\w+ (?:my "
        r")?(?:tablets|pills|"
        r"meds))|(?:bottle|packet|box|load|loads|handful|lot) of (?:\w+ )?(?:tablets|pills|"
        r"paracetamol) "
        r"(?:and|to) (?:just )?(?:end|sleep for good|never)",
    ),
    "danger to a child": (
        r"(?:takes?|taking|took|invites?|lures?|drives?) (?:the |young |little |my )?(?:boys?|"
        r"girls?|kids?|children|lads?|her|him) (?:\w+ ){0,2}(?:to (?:his|their|a) (?:flat|"
        r"house|home|car|room)|places|off somewhere)",
        r"(?:\w+ year old|aged? (?:[5-9]|1[0-5])|(?:five|six|seven|eight|nine|ten|eleven|"
        r"twelve|thirteen|fourteen|fifteen)) (?:\w+ ){0,4}(?:older boyfriend|older man|cooks|"
        r"looks after (?:his|her) (?:brothers?|sisters?)|on (?:his|her) own|home alone|pregnant)",
        r"(?:locks?|padlocks?|chains?) (?:up )?(?:the )?(?:fridge|food|cupboards?|kids|"
        r"children|bedroom)",
        r"(?:bath|bed|shower) with (?:me|her|him|the (?:girls?|boys?|kids?))|(?:giv(?:es?|ing)|"
        r"gave|buy(?:s|ing)?|bought) (?:the |them |my |our |young )*(?:girls?|boys?|kids?|"
        r"lads?|children|teenagers?|daughter|son) (?:\w+ ){0,2}(?:vapes?|lifts?|drink|alcohol|"
        r"drugs|weed|money|gifts?|phones?)",
        rf"{CHILD}s?(?: \w+){{0,5}} (?:midnight|in the road|on the road|out all night|on their "
        rf"own at night|in the dark)|(?:leaves?|left|leaving) (?:me|us|my \w+|our \w+|the \w+|"
        rf"them)(?: \w+){{0,4}} (?:for days|for a week|overnight|all night|all weekend)",
        r"(?:did|does|doing|done|do) (?:\w+ )?things to (?:me|him|her|us|them) (?:\w+ "
        r"){0,3}(?:child|little|kid|young|girl|boy|when)",
        r"(?:comes?|came|coming|gets?) (?:in|into) (?:my|her|his|their) (?:bed|bedroom|room) "
        r"(?:\w+ ){0,3}(?:night|sleep|asleep)",
        rf"(?:{CHILD}|youngsters?|young (?:people|lads|girls)|kids)(?: \w+){{0,3}} (?:used|"
        rf"made|paid|forced|asked) to (?:\w+ )?(?:sell|carry|run|deal|hide|move|beg|steal)",
        rf"(?:screams?|screaming|shouts?|shouting|swears?|swearing|yells?|yelling) (?:\w+ "
        rf")?(?:at|to) (?:{ANYONE} )?(?:\w+ )?(?:child|children|kids?|baby|toddler|little "
        rf"ones?)\b",
        r"(?:kids?|children|child|baby|toddler|they)(?:'s)? (?:\w+ ){0,4}(?:filthy|starving|"
        r"hungry|underfed|dirty and|unfed|left with strangers|wandering (?:the|about|round) "
        r"(?:\w+ )?(?:night|alone|road))",
        rf"{CHILD}(?: \w+){{0,3}} (?:is|are|was|were|being|been|gets?|getting|got) (?:\w+ "
        rf")?(?:hit|hurt|"
        r"beaten|slapped|smacked|abused|groomed|molested|raped|touched|neglected|starved|"
        r"locked in|"
        r"locked up|left alone|left on (?:his|her|their) own|threatened|exploited|assaulted|"
        r"bruised|"
        r"sold|shaken|burnt|trafficked)",
        rf"(?:hits?|hitting|hurts?|hurting|beats?|beating|slaps?|slapping|smacks?|smacking|"
        rf"shakes?|"
        rf"shook|shaking|kicks?|kicking|abus(?:es|ed|ing)|groom(?:s|ed|ing)|molest\w*|"
        rf"touch(?:es|ed|ing)|"
        rf"neglect(?:s|ed|ing)|starv(?:es|ed|ing)|lock(?:s|ed|ing)|threaten(?:s|ed|ing)|"
        rf"burn(?:s|t|ed)) "
        rf"(?:up |in )?{ANYONE} (?:own |poor |baby |young |little |\d+ year old )*{CHILD}\b",
        rf"(?:touch(?:es|ed|ing)?|interfer(?:es?|ed|ing) with|did things to|does things to|"
        rf"inappropriate with) "
        rf"(?:me|him|her|them|{ANYONE} \w+) (?:\w+ ){{0,6}}(?:when (?:i|he|she) was|"
        r"inappropriately|sexually|down there|private)",
        r"(?:child|children|kids?|baby|babies|toddler)(?:'s|s)? (?:\w+ ){0,4}(?:at risk|in "
        r"danger|not safe|"
        r"unsafe|isn't safe|aren't safe|being harmed|bruis\w+|go(?:es)? hungry|home alone|"
        r"covered in|"
        r"scared of (?:him|her|his|their|my|the)|frightened of (?:him|her|his|their|my|the))",
        r"(?:scared|frightened|terrified|afraid) (?:\w+ )?(?:for|about) (?:\w+ )?(?:kids|"
        r"children|baby|"
        r"child|son|daughter)(?:'s)? (?:safety|life)|child (?:abuse|protection|neglect|"
        r"exploitation)|"
        r"county lines|(?:carrying|running) (?:drugs|packages) for|groom(?:ed|ing)\b|"
        r"f\.?g\.?m\.?\b|"
        r"forced marriage|paedo\w*",
        r"(?:leaves?|leaving|left) (?:the|her|his|their|those|them) (?:\w+ )?(?:kids?|"
        r"children|baby|child|"
        r"toddler)s? (?:\w+ ){0,3}(?:alone|on (?:their|his|her|its) own|all night|by "
        r"themselves|unattended)",
        rf"(?:fear|fears|worried|worry|scared) (?:he|she|they|the \w+|my \w+) (?:will|might|is "
        rf"going to|"
        rf"could) (?:hurt|harm|hit|kill|take) (?:the|my|our|her|his|their) (?:\w+ )?{CHILD}",
    ),
    "abuse": (
        r"(?:throws?|threw|throwing|chuck(?:s|ed|ing)?) (?:\w+ ){0,3}at (?:me|her|him|us|my "
        r"\w+|the (?:kids|children|baby))\b|(?:punch(?:es|ed|ing)?|kick(?:s|ed|ing)?|slap(?:s|"
        r"ped|ping)?|strangl\w+|head-?butt\w*|bit|bites|broke|breaks) (?:me\b|my (?:nose|arm|"
        r"jaw|ribs?|face|wrist|teeth|phone))",
        r"(?:chair|lock|bolt|wardrobe|knife) (?:\w+ )?(?:against|on|across|under) (?:the|my) "
        r"(?:\w+ )?(?:door|pillow) (?:\w+ ){0,3}(?:because|in case|so)|spiked|woke up (?:in|"
        r"with) (?:a |an )?(?:strange|stranger|no idea|unknown)",
        r"not allowed (?:out|to (?:leave|go out|see (?:my|her|his|any)|speak|have (?:a |any |"
        r"my |her )?(?:phone|money|friends)|eat|work))|(?:reads|opens|hides|burns) (?:my|her|"
        r"his|all my) (?:post|letters|mail|phone|messages)|counts (?:my|her|his) (?:change|"
        r"money|tablets|pennies)|tied (?:\w+ )?(?:to|down|up)(?! (?:a|the) (?:job|computer|"
        r"phone|contract|system|appointment|waiting))",
        rf"(?:{FAMILY}|he|she|they|who)(?: \w+){{0,3}}? (?:burns?|burnt|steals? from|stole "
        rf"from|stealing from|robs?|robbed|robbing|starv(?:es|ed|ing)|mocks?|mocked|chok(?:es|"
        rf"ed|ing)|pins|terroris\w+) (?:me|her|him|us|them|my (?:mum|dad|nan|gran|grandad|son|"
        rf"daughter))\b",
        r"(?:frightened|scared|afraid|terrified|too scared|dread\w*) (?:to|of) (?:go|going|"
        r"come|coming|be|being|stay|staying|sleep|live|living) (?:back )?(?:home|at home|in my "
        r"own home|with (?:him|her|them))|(?:we|i|they|kids|children) (?:\w+ )?hid(?:e|es|"
        r"ing)? (?:upstairs|under|in (?:the|our|my) (?:room|bedroom|bathroom|wardrobe)|from "
        r"(?:him|her)|when (?:he|she))",
        r"(?:makes?|made|making|forces?|forced) (?:me|her|him|them) (?:sleep|eat|stay|live|sit|"
        r"stand) (?:\w+ )?(?:in (?:the|a) (?:shed|garage|floor|kennel|cupboard|dark)|outside|"
        r"on the floor|alone)|(?:won't|wont|will not|doesn't|doesnt|never|not) lets? (?:me|her|"
        r"him|them) (?:eat|sleep|wash|drink|out|leave|go outside)",
        r"(?:carers?|staff|nurses?|they) (?:\w+ )?(?:laugh(?:s|ed|ing)? at|mock(?:s|ed|ing)?|"
        r"taunt(?:s|ed|ing)?|tease[sd]?|humiliat\w+) (?:him|her|me|us|them|my \w+)|took (?:his|"
        r"her|my|the) (?:buzzer|call bell|bell) (?:away|off)",
        r"(?:forc(?:es|ed|ing)|makes?|made) (?:himself|herself|themselves) on|(?:forc(?:es|ed|"
        r"ing)|makes?|made|making) (?:me|her|him) (?:to )?(?:have sex|do things|marry|sleep "
        r"with|touch|watch)|against (?:my|her|his) will|did things to me|does things to me|"
        r"made me do things",
        r"(?:follows?|followed|following|watch(?:es|ed|ing)|waits?|waiting|sits?|sitting|"
        r"turns? up) (?:me (?:home|everywhere|to work|from work|in the street|about)|outside "
        r"(?:my|her|the) (?:house|home|flat|door))|tracks? (?:my|her) (?:phone|car)|"
        r"(?:checks|reads|goes through) (?:my|her|all my) (?:phone|messages|texts)",
        r"(?:are|is|was|were|being|so|very|too|gets?) rough (?:with|on|when)|(?:she|he|mum|dad|"
        r"nan|gran|grandad) (?:cries|flinches|shakes|begs) (?:\w+ ){0,3}(?:leave|go|carer|"
        r"touch|near|home)",
        r"(?:spends?|spending|spent|took|takes|taking|drains?|drained|empt(?:ies|ied)|helps? "
        r"himself to|helps? herself to) (?:all |of |most of )*(?:her|his|my|mum's|dad's|nan's|"
        r"gran's) (?:pension|savings|benefits|money|account|wages|pip)",
        r"(?:drugged|sedated|doped)(?: up)?(?: so| to keep| all day| every)?|keeps? (?:\w+ "
        r"){1,2}(?:drugged|locked|prisoner|in the house|indoors|a prisoner)|kept (?:\w+ "
        r")?(?:drugged|prisoner|in the house|indoors|against)",
        rf"(?:{FAMILY}|he|she|they|who)(?: \w+){{0,3}}? (?:hits?|hit|hitting|beats?|beat|"
        rf"beating|punch(?:es|ed)?|"
        r"slap(?:s|ped)?|kick(?:s|ed)?|strangl(?:es|ed)|chok(?:es|ed)|batter(?:s|ed)?|"
        r"abus(?:es|ed)|rap(?:es|ed)|"
        r"hurts?|thump(?:s|ed)|spits? (?:at|on)|spat (?:at|on)|bit|bites|drag(?:s|ged)|"
        r"push(?:es|ed)|"
        r"shov(?:es|ed)|grab(?:s|bed)|control(?:s|led)|threaten(?:s|ed)|forc(?:es|ed)|pin(?:s|"
        r"ned)|"
        r"touch(?:es|ed)|assault(?:s|ed)) (?:me|her|him|us|them|my (?:\w+ )?(?:mum|nan|dad|"
        r"sister|"
        r"daughter|son|friend|brother|grandad|gran|arm|throat|face)|the (?:patients?|"
        r"residents?))\b"
        r"(?! to (?:a|the|another|somewhere|some|my gp|go|see|ring|get|wait|use|move|pay|travel)"
        r"| back (?:to|in|on|for)| into (?:the|a) (?:wheelchair|bed|car|lift)| in (?:my|the|a) "
        r"(?:wheelchair|"
        r"chair)| round| along| through| out of the)",
        r"domestic (?:abuse|violence|abuser|situation)|coercive|gas ?lit|gas ?light(?:ing|s)|"
        r"(?:sexual|physical|emotional|financial|racial|child|elder|historic|mental)(?:ly)? "
        r"(?:abus\w*|assault\w*)|abusive|(?:was|been|being|were|got|is|are|getting) (?:\w+ "
        r")?(?:abused|raped|"
        r"molested|assaulted|beaten(?: up)?|groomed|trafficked|battered|strangled|exploited)|"
        r"sexual(?:ly)? (?:harass\w*|assault\w*)|\brape[ds]?\b|raping|rapist|upskirt\w*",
        r"(?:keeps?|kept|started|won't stop|wont stop) (?:touching|hitting|hurting|following|"
        r"grabbing|"
        r"threatening|abusing) (?:me|her|him|us|my)",
        r"(?:controls|controlling|in control of) (?:all )?(?:my|her|his|what i|who i|where i|"
        r"everything i)",
        r"(?:won't|wont|will not|doesn't|doesnt|does not|never|not) let(?:s|ting)? (?:me|her|"
        r"him) (?:out|leave|"
        r"go out|see (?:\w+ )?(?:family|friends|anyone|a doctor)|have (?:any |my |her |his "
        r")?(?:money|phone)|"
        r"speak|talk to|use (?:the|my) phone)|(?:keeps?|kept|takes?|took|taking|stealing|stole|"
        r"steals|hides?|hid) "
        r"(?:all )?(?:my|her|his|nan's|mum's) (?:passport|phone|money|pension|bank card|"
        r"benefits|wages|"
        r"medication)(?! (?:number|back to))",
        r"(?:afraid|scared|frightened|terrified|fearful) (?:of|to go home|to go back|to be "
        r"alone with) ?"
        r"(?:(?:my|her|his) )?(?:partner|husband|wife|boyfriend|girlfriend|ex|son|daughter|"
        r"carers?|dad|mum|"
        r"father|stepdad|him\b|her\b(?! (?:medication|diagnosis|results?|appointment))|them\b|"
        r"the carers?|"
        r"that (?:nurse|carer|man)|to)",
        r"(?:unexplained|finger|covered in|found|has|had|with|full of) (?:\w+ ){0,2}bruis(?:es|"
        r"ing)|"
        r"bruis(?:es|ed|ing) (?:all )?(?:over|on|up) (?:\w+ )?(?:arms?|face|legs?|body|back|"
        r"both|neck)|black eye",
        r"(?:rough(?:ly)?|cruel|hits|shouts?|shouting|screams?|swears?|swore|laughs?|nasty|"
        r"slapp\w+) "
        r"(?:with|to|at|on|handl\w+) (?:\w+ )?(?:residents?|patients?|my (?:nan|mum|dad|gran|"
        r"grandad)|him and|"
        r"her and)|(?:man|rough|rag)[- ]?handled|restrained (?:me|him|her)|tied (?:to|up|him|"
        r"her)|"
        r"locked (?:me|her|him|us|them) (?:in|out|up|away)|"
        r"(?:i|he|she|we|they|mum|dad|nan) (?:was|were|is|are|got|gets?) (?:\w+ )?locked (?:in|"
        r"up)|modern slavery|cuckoo(?:ed|ing)\b|honou?r[- ]based",
        r"women'?s refuge|fled (?:my|her|his|the|an|from|domestic)|fleeing (?:my|her|his|a|an|"
        r"from|domestic)|"
        r"(?:restraining|non-molestation) order|stalk(?:s|ed|er|ing)\b",
    ),
    "violence": (
        r"set about (?:me|him|her|us|my (?:\w+ )?(?:son|daughter|brother|dad|lad|mum|mate|"
        r"friend|husband|partner))|(?:swings?|swung|goes|went|lung(?:es|ed)) (?:for|at) (?:me|"
        r"him|her|us|the (?:nurses?|staff|carers?|doctor))\b|through (?:my|our|the) letter ?box",
        r"(?:knows?|knew) where (?:i|we|he|she|they|my (?:kids|children|family|son|daughter|"
        r"mum)|you) (?:lives?|go(?:es)?|works?|sleeps?)|(?:hammer|bat|knife|machete|crowbar|"
        r"pole) (?:by|behind|near|under|next to) (?:the|my|our) (?:door|bed|pillow)",
        r"will (?:be )?need(?:ing)? (?:a|an) (?:doctor|ambulance|hospital|coffin|undertaker|a "
        r"and e)|(?:gang|they|he|lads|dealers?) (?:will|are going to|is going to|'ll|want to) "
        r"(?:cut|hurt|kill|get|shoot|stab|do) (?:him|her|me|us|them|my)|watch (?:your|his|her|"
        r"their) back",
        r"(?:burn|torch|blow|set fire to|smash) (?:\w+ ){0,2}(?:house|home|flat|surgery|place|"
        r"car|hostel|building)|petrol bomb",
        r"(?:pull(?:s|ed)|drew|flash(?:es|ed)|show(?:s|ed)|wav(?:es|ed)|carr(?:y|ies|ied|"
        r"ying)) (?:\w+ )?(?:a |an |his )?(?:\w+ )?(?:blade|knife|gun|machete|bat|hammer|"
        r"screwdriver)",
        r"(?:beat|beats|beaten|kicked|battered|smashed|jumped|punched|attacked) (?:up )?(?:on "
        r")?(?:my|our|his|her|him|me|us|the) (?:\w+ ){0,2}(?:up|son|daughter|because|on the|by|"
        r"outside|face|head|ribs)|(?:kill|hurt|get|find) (?:him|her|me|us|them) (?:when|if|one "
        r"day|first)",
        r"(?:kill|stab|shoot|murder|batter|knife|attack|hurt|beat|smash|punch|hit|harm|burn|"
        r"bomb|set fire to) "
        r"(?:him|her|them|you|someone|somebody|everyone|anybody|people|that \w+|the (?:doctor|"
        r"nurse|"
        r"receptionist|staff|landlord|manager|surgery|place|building)|my (?:landlord|neighbour|"
        r"ex|"
        r"partner|husband|wife|boss|family|mum|dad|kids|children))\b",
        r"(?:will|gonna|going to|i'll|ill|swear i'll|want to|he'll|she'll|they'll|feel like|"
        r"tempted to) "
        r"(?:\w+ ){0,2}(?:kill|stab|murder|batter|knife|shoot|attack|burn down|torch|bomb)\b",
        r"threat(?:en(?:s|ed|ing)?|s)? (?:\w+ ){0,3}(?:to (?:kill|stab|hurt|harm|burn|shoot|"
        r"beat|attack|rape)|"
        r"with (?:a |an )?(?:\w+ )?(?:knife|gun|bat|machete|hammer|weapon|acid|violence)|"
        r"violence|my life|"
        r"me\b|us\b|her\b|him\b)|death threats?|threats? (?:against|to) (?:me|us|my)",
        r"(?:was|were|been|got|getting|is|being) (?:\w+ )?(?:stabbed|shot at|shot in|attacked|"
        r"mugged|"
        r"jumped|glassed|jumped by|knifed|beaten up|threatened|kicked in the|punched)|"
        r"(?:hate|racist|homophobic|transphobic) (?:crime|attack|attacks|assault)|"
        r"(?:has|had|have|carr(?:y|ies|ying|ied)|with|pulled|got|hides?) (?:a |an |his |her "
        r")?(?:\w+ )?"
        r"(?:knife|knives|machete|gun|weapon|weapons|acid)\b|"
        r"(?:bricks?|eggs|fireworks|stones|petrol) (?:\w+ ){0,2}(?:through|at) (?:my|our|the) "
        r"(?:window|windows|door|house|letterbox)",
        r"(?:becomes?|became|gets?|getting|got|turn(?:s|ed)?|is|was|are|very|so|increasingly) "
        r"(?:\w+ )?violent|"
        r"violen(?:t|ce) (?:towards?|to|against|at home|partner|husband|son|ex|man|outbursts?)|"
        r"lash(?:es|ed|ing) out (?:at|and)|gang (?:violence|fights?)",
    ),
    "neglect": (
        r"(?:pad|nappy|dressing|sheets?|bedding|catheter|bag|clothes) (?:\w+ ){0,2}(?:not|"
        r"hadn't|hasn't|never) (?:been )?(?:\w+ )?(?:changed|emptied|cleaned)|(?:weighs?|down "
        r"to|now) (?:only |just )?(?:four|five|six|4|5|6) stone",
        r"(?:not|never|hasn't|hadn't|without|missed|no) (?:\w+ ){0,2}(?:had |given |got "
        r")?(?:her|his|my|their|mum's|dad's|nan's) (?:insulin|medication|meds|heart tablets|"
        r"catheter|inhaler|feed|oxygen) (?:\w+ ){0,2}(?:since|for|because|in|all)",
        r"in (?:his|her|their|my|its|our) own (?:mess|filth|urine|wee|dirt|sick|waste|blood|"
        r"poo|vomit)|(?:flies|maggots|stinking|rotting|infected and) (?:\w+ ){0,2}(?:wounds?|"
        r"sores?|legs?|feet|bandages?|dressing)",
        r"(?:nobody|no one|none of them|they never|staff never|never) (?:feeds?|fed|washes|"
        r"washed|changes|changed|turns|turned|checks|checked|bathes|bathed) (?:on )?(?:her|him|"
        r"them|mum|dad|nan|my (?:mum|dad|nan|wife|husband))|lost (?:\w+ ){0,3}stone (?:\w+ "
        r"){0,2}(?:at|in|on) (?:that|the) (?:\w+ )?(?:home|ward)",
        r"soiled|(?:same|dirty|stinking|filthy) (?:\w+ )?(?:clothes|sheets|bed|nappy|nightie|"
        r"pyjamas) (?:\w+ ){0,3}(?:days?|week|running|for)",
        r"(?:nothing|no food|not (?:been )?fed|barely (?:any|anything)|hardly (?:any|anything)|"
        r"no dinner|no tea) (?:in |left |to )*(?:eat|drink|eat or drink|in the house|in the "
        r"fridge|in the flat|for (?:days|two days|a day|the weekend))",
        r"(?:on|off) (?:a|the) (?:commode|toilet|bedpan|floor) (?:\w+ ){0,2}(?:for|all|until|"
        r"till|over) (?:\w+ ){0,2}(?:hours?|night|day|morning)",
        r"(?:can't|cant|cannot|couldn't|unable to|not able to) (?:feed|wash|dress|clean|toilet|"
        r"move) (?:him|her|them)sel(?:f|ves)(?: \w+){0,3} (?:no|nobody|none|never|not|alone)",
        r"(?:carers?|care|staff|nurses?) (?:\w+ ){0,3}(?:missed|never came|didn't come|didnt "
        r"come|not turned up|never turned up|no show|forgot) (?:\w+ ){0,6}(?:eat|drink|food|"
        r"medication|insulin|washed|alone|floor|days)",
        r"neglect(?:s|ed|ing|ful)?\b",
        r"(?:left|leaving|leave|lying|lay|laid|sat|sitting|stood|found) (?:\w+ ){0,5}(?:in|"
        r"covered in|with) "
        r"(?:\w+ ){0,3}(?:urine|wee|pee|faeces|poo|shit|mess|soiled|dirty (?:nappy|pad|bed|"
        r"clothes)|wet "
        r"(?:bed|pad|nappy|sheets?|clothes)|vomit|sick|excrement|filth|soil)|soiled (?:\w+ "
        r")?for (?:hours|days)|"
        r"(?:urine|faeces|excrement) (?:\w+ ){0,3}(?:on the floor|everywhere|for hours)",
        r"(?:no|without|without any|not given|wasn't given|not had|hasn't had|hadn't had|never "
        r"given|"
        r"refused|denied|any) (?:\w+ )?(?:food|water|drink|fluids|medication|insulin|"
        r"meals?)(?: or \w+)? (?:\w+ )?"
        r"(?:for|in|all|since) (?:\w+ )?(?:\w+ )?(?:days?|hours?|weekend|night|nights|week)",
        r"(?:left|leaving|leave) (?:\w+ ){0,3}(?:on the floor|without (?:food|water|care|"
        r"medication|a carer)|"
        r"to die|unattended for|alone for (?:hours|days)|for dead|to starve|hungry)",
        r"(?:bed|pressure) ?sores? (?:\w+ ){0,4}(?:to the bone|infected|maggots|ignored|"
        r"untreated|nobody|grade)|"
        r"maggots|malnourished|dehydrated (?:and|because|when they found|after days)|"
        r"(?:not been|hasn't been|wasn't|never) (?:washed|bathed|fed|changed|turned|cleaned) "
        r"(?:\w+ )?"
        r"(?:for|in|all|since)",
        r"(?:can't|cant|cannot|not able to|unable to|isn't|not) (?:\w+ )?(?:feed|wash|look "
        r"after|looking after|"
        r"feeding|washing) (?:him|her|them)sel(?:f|ves) and (?:no one|nobody)|living in "
        r"(?:squalor|filth)|"
        r"skin and bone|unsafe (?:at home|to be left|discharge and)|not safe (?:at home|to be "
        r"left|on her own|"
        r"on his own)",
    ),
}
