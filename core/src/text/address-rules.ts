// How each country writes addresses, from the address metadata of Google's libaddressinput
// (https://github.com/google/libaddressinput, testdata/countryinfo.txt), Copyright Google, Apache-2.0. Changed: the fields
// below alone are kept, one line per country; the tests hold them to the file.

/**
 * One line per country: code, lines of an address, the same in Latin script, required fields, fields written in
 * capitals, pattern of postal codes, an example of one, what postal code and region are called there.
 * %N name, %O organisation, %A street, %D part of a city, %C city, %S region, %Z postal code, %X sorting code, %n new line.
 * Line ZZ holds what other lines leave out.
 */
export const ADDRESS_RULES = String.raw`AC~~~~~ASCN 1ZZ~ASCN 1ZZ
AD~%N%n%O%n%A%n%Z %S~~AS~S~AD[1-7]0\d~AD100~~parish
AE~%N%n%O%n%A%n%C~~AC
AF~~~~~\d{4}~1001
AG~~~A
AI~~~~~2640~2640
AL~~~~~\d{4}~1001
AM~%N%n%O%n%A%n%Z%n%C%n%S~%N%n%O%n%A%n%Z%n%C%n%S~~~(37)?\d{4}~375010
AO
AQ
AR~%N%n%O%n%A%n%Z %C%n%S~~~ACZ~([A-HJ-NP-Z])?\d{4}([A-Z]{3})?~C1070AAM~~state
AS~%N%n%O%n%A%n%C %S %Z~~ACSZ~ACNOS~96799~96799~zip~state
AT~%O%n%N%n%A%n%Z %C~~ACZ~~\d{4}~1010
AU~%O%n%N%n%A%n%C %S %Z~~ACSZ~CS~\d{4}~2060~~state
AW
AX~%O%n%N%n%A%nAX-%Z %C%nÅLAND~~ACZ~~22\d{3}~22150
AZ~%N%n%O%n%A%nAZ %Z %C~~~~\d{4}~1000
BA~%N%n%O%n%A%n%Z %C~~~~\d{5}~71000
BB~~~~~(BB\d{5})?~BB23026~~parish
BD~%N%n%O%n%A%n%C - %Z~~~~\d{4}~1340
BE~%O%n%N%n%A%n%Z %C~~ACZ~~\d{4}~4000
BF~%N%n%O%n%A%n%C %X
BG~%N%n%O%n%A%n%Z %C~~~~\d{4}~1000
BH~%N%n%O%n%A%n%C %Z~~~~((\d|1[0-2])\d{2})?~317
BI
BJ~~~~AC
BL~%O%n%N%n%A%n%Z %C %X~~ACZ~ACX~9[78][01]\d{2}~97100
BM~%N%n%O%n%A%n%C %Z~~~~[A-Z]{2}[ ]?[A-Z0-9]{2}~FL 07
BN~%N%n%O%n%A%n%C %Z~~~~[A-Z]{2}[ ]?\d{4}~BT2328
BO~~~~AC
BQ
BR~%O%n%N%n%A%n%C-%S%n%Z~~ASCZ~CS~\d{5}[\-]?\d{3}~40301-110~~state
BS~%N%n%O%n%A%n%C, %S~~~~~~~island
BT~~~~~\d{5}~11001
BV
BW
BY~%S%n%Z %C %X%n%A%n%O%n%N~~~~\d{6}~20050
BZ
CA~%N%n%O%n%A%n%C %S %Z~~ACSZ~ACNOSZ~[ABCEGHJKLMNPRSTVXY]\d[ABCEGHJ-NPRSTV-Z][ ]?\d[ABCEGHJ-NPRSTV-Z]\d~H3Z 2Y7
CC~%O%n%N%n%A%n%C %S %Z~~~CS~6799
CD~%N%n%O%n%A%n%C %X
CF
CG
CH~%O%n%N%n%A%nCH-%Z %C~~ACZ~~\d{4}~2544
CI~%N%n%O%n%X %A %C %X
CK~%N%n%O%n%A%n%C %Z~~~~\d{4}
CL~%N%n%O%n%A%n%Z %C%n%S~~~~\d{7}~8340457~~state
CM
CN~%Z%n%S%C%D%n%A%n%O%n%N~%N%n%O%n%A%n%D%n%C%n%S, %Z~ACSZ~S~\d{6}~266033
CO~%N%n%O%n%A%n%C, %S~~~~\d{6}~111221
CR~%N%n%O%n%A%n%Z %C~~~~\d{4,5}|\d{3}-\d{4}~1000
CU
CV~%N%n%O%n%A%n%Z %C%n%S~~~~\d{4}~7600~~island
CW
CX~%O%n%N%n%A%n%C %S %Z~~~CS~6798
CY~%N%n%O%n%A%n%Z %C~~~~\d{4}~2008
CZ~%N%n%O%n%A%n%Z %C~~~~\d{3}[ ]?\d{2}~100 00
DE~%N%n%O%n%A%n%Z %C~~ACZ~~\d{5}~26133
DJ
DK~%O%n%N%n%A%n%Z %C~~ACZ~~\d{4}~8660
DM
DO~%N%n%O%n%A%n%Z %C~~~~\d{5}~11903
DZ~%N%n%O%n%A%n%Z %C~~~~\d{5}~40304
EC~%N%n%O%n%A%n%Z%n%C~~~CZ~([A-Z]\d{4}[A-Z]|(?:[A-Z]{2})?\d{6})?~EC090112
EE~%N%n%O%n%A%n%Z %C~~~~\d{5}~69501
EG~%N%n%O%n%A%n%C%n%S%n%Z~%N%n%O%n%A%n%C%n%S%n%Z~~~\d{5}~12411
EH~%N%n%O%n%A%n%Z %C~~~~\d{5}~70000
ER
ES~%N%n%O%n%A%n%Z %C %S~~ACSZ~CS~\d{5}~28039
ET~%N%n%O%n%A%n%Z %C~~~~\d{4}~1000
FI~%O%n%N%n%A%nFI-%Z %C~~ACZ~~\d{5}~00550
FJ
FK~%N%n%O%n%A%n%X%n%C%n%Z~~ACZ~CZ~FIQQ 1ZZ~FIQQ 1ZZ
FM~%N%n%O%n%A%n%C %S %Z~~ACSZ~ACNOS~(9694[1-4])([ \-]\d{4})?~96941~zip~state
FO~%N%n%O%n%A%nFO%Z %C~~~~\d{3}~100
FR~%O%n%N%n%A%n%Z %C %X~~ACZ~CX~\d{2}[ ]?\d{3}~33380
GA
GB~%N%n%O%n%A%n%C%n%S%n%Z~~ACZ~CZ~GIR[ ]?0AA|((AB|AL|B|BA|BB|BD|BH|BL|BN|BR|BS|BT|BX|CA|CB|CF|CH|CM|CO|CR|CT|CV|CW|DA|DD|DE|DG|DH|DL|DN|DT|DY|E|EC|EH|EN|EX|FK|FY|G|GL|GY|GU|HA|HD|HG|HP|HR|HS|HU|HX|IG|IM|IP|IV|JE|KA|KT|KW|KY|L|LA|LD|LE|LL|LN|LS|LU|M|ME|MK|ML|N|NE|NG|NN|NP|NR|NW|OL|OX|PA|PE|PH|PL|PO|PR|RG|RH|RM|S|SA|SE|SG|SK|SL|SM|SN|SO|SP|SR|SS|ST|SW|SY|TA|TD|TF|TN|TQ|TR|TS|TW|UB|W|WA|WC|WD|WF|WN|WR|WS|WV|YO|ZE)(\d[\dA-Z]?[ ]?\d[ABD-HJLN-UW-Z]{2}))|BFPO[ ]?\d{1,4}~EC1Y 8SY~~county
GD
GE~%N%n%O%n%A%n%Z %C~~~~\d{4}~0101
GF~%O%n%N%n%A%n%Z %C %X~~ACZ~ACX~9[78]3\d{2}~97300
GG~%N%n%O%n%A%n%X%n%C%nGUERNSEY%n%Z~~ACZ~CZ~GY\d[\dA-Z]?[ ]?\d[ABD-HJLN-UW-Z]{2}~GY1 1AA
GH
GI~%N%n%O%n%A~~A~~GX11 1AA~GX11 1AA
GL~%N%n%O%n%A%n%Z %C~~ACZ~~39\d{2}~3900
GM
GN~%N%n%O%n%Z %A %C~~~~\d{3}~001
GP~%O%n%N%n%A%n%Z %C %X~~ACZ~ACX~9[78][01]\d{2}~97100
GQ
GR~%N%n%O%n%A%n%Z %C~~ACZ~~\d{3} ?\d{2}~151 24
GS~%N%n%O%n%A%n%X%n%C%n%Z~~ACZ~CZ~SIQQ 1ZZ~SIQQ 1ZZ
GT~%N%n%O%n%A%n%Z- %C~~~~\d{5}~09001
GU~%N%n%O%n%A%n%C %S %Z~~ACSZ~ACNOS~969([12]\d|3[12])([ \-]\d{4})?~96910~zip~state
GW~%N%n%O%n%A%n%Z %C~~~~\d{4}~1000
GY
HK~%S%n%A%n%O%n%N~%N%n%O%n%A%n%S~AS~S~~~~area
HM~%O%n%N%n%A%n%C %S %Z~~~CS~\d{4}
HN~%N%n%O%n%A%n%C, %S%n%Z~~ACS~~(?:\d{5})?
HR~%N%n%O%n%A%nHR-%Z %C~~~~\d{5}~10000
HT~%N%n%O%n%A%nHT%Z %C %X~~~~\d{4}~6120
HU~%N%n%O%n%C%n%A%n%Z~~~ACNO~\d{4}~1037
ID~%N%n%O%n%A%n%C%n%S %Z~~~~\d{5}~40115~~district
IE~%N%n%O%n%A%n%C%n%S~~~~~~~county
IL~%N%n%O%n%A%n%C %Z~~~~\d{5}(?:\d{2})?~9614303
IM~%N%n%O%n%A%n%X%n%C%n%Z~~ACZ~CZ~IM\d[\dA-Z]?[ ]?\d[ABD-HJLN-UW-Z]{2}~IM2 1AA
IN~%N%n%O%n%A%n%C %Z%n%S~~ACSZ~~\d{6}~110034~~state
IO~%N%n%O%n%A%n%X%n%C%n%Z~~ACZ~CZ~BBND 1ZZ~BBND 1ZZ
IQ~%O%n%N%n%A%n%C, %S%n%Z~~ACS~CS~\d{5}
IR~%O%n%N%n%S%n%C, %D%n%A%n%Z~~~~\d{5}-?\d{5}~11936-12345
IS~%N%n%O%n%A%n%Z %C~~~~\d{3}~320
IT~%N%n%O%n%A%n%Z %C %S~~ACSZ~CS~\d{5}~00144
JE~%N%n%O%n%A%n%X%n%C%nJERSEY%n%Z~~ACZ~CZ~JE\d[\dA-Z]?[ ]?\d[ABD-HJLN-UW-Z]{2}~JE1 1AA
JM~%N%n%O%n%A%n%C%n%S %X~~ACS~~~~~parish
JO~%N%n%O%n%A%n%C %Z~~~~\d{5}~11937
JP~〒%Z%n%S%C%n%A%n%O%n%N~%N%n%O%n%A%n%C, %S%n%Z~ACSZ~S~\d{3}-?\d{4}~154-0023~~prefecture
KE~%N%n%O%n%A%n%C%n%Z~~~~\d{5}~20100
KG~%Z %C %X%n%A%n%O%n%N~~~~\d{6}~720001
KH~%N%n%O%n%A%n%C %Z~~~~\d{5}~12203
KI~%N%n%O%n%A%n%S%n%C~~~ACNOS~~~~island
KM~~~~AC
KN~%N%n%O%n%A%n%C, %S~~ACS~~~~~island
KP
KR~%S %C%D%n%A%n%O%n%N%n%Z~%N%n%O%n%A%n%D%n%C%n%S%n%Z~ACSZ~Z~\d{3}[\-]\d{3}~110-110~~do_si
KW~%N%n%O%n%A%n%Z %C~~~~\d{5}~54541
KY~%N%n%O%n%A%n%S~~AS~~KY\d-\d{4}~KY1-1100~~island
KZ~%Z%n%S%n%C%n%A%n%O%n%N~~~~\d{6}~040900
LA~%N%n%O%n%A%n%Z %C~~~~\d{5}~01160
LB~%N%n%O%n%A%n%C %Z~~~~(\d{4}([ ]?\d{4})?)?~2038 3054
LC
LI~%O%n%N%n%A%nFL-%Z %C~~ACZ~~(948[5-9])|(949[0-7])~9496
LK~%N%n%O%n%A%n%C%n%Z~~~~\d{5}~20000
LR~%N%n%O%n%A%n%Z %C %X~~~~\d{4}~1000
LS~%N%n%O%n%A%n%C %Z~~~~\d{3}~100
LT~%O%n%N%n%A%nLT-%Z %C~~~~\d{5}~04340
LU~%O%n%N%n%A%nL-%Z %C~~ACZ~~\d{4}~4750
LV~%N%n%O%n%A%n%C, %Z~~~~LV-\d{4}~LV-1073
LY
MA~%N%n%O%n%A%n%Z %C~~~~\d{5}~53000
MC~%N%n%O%n%A%nMC-%Z %C %X~~~~980\d{2}~98000
MD~%N%n%O%n%A%nMD-%Z %C~~~~\d{4}~2012
ME~%N%n%O%n%A%n%Z %C~~~~8\d{4}~81257
MF~%O%n%N%n%A%n%Z %C %X~~ACZ~ACX~9[78][01]\d{2}~97100
MG~%N%n%O%n%A%n%Z %C~~~~\d{3}~501
MH~%N%n%O%n%A%n%C %S %Z~~ACSZ~ACNOS~969[67]\d([ \-]\d{4})?~96960~zip~state
MK~%N%n%O%n%A%n%Z %C~~~~\d{4}~1314
ML
MM~%N%n%O%n%A%n%C, %Z~~~~\d{5}~11181
MN~%N%n%O%n%A%n%S %C-%X%n%Z~~~~\d{5}~65030
MO~%A%n%O%n%N~%N%n%O%n%A~A
MP~%N%n%O%n%A%n%C %S %Z~~ACSZ~ACNOS~9695[012]([ \-]\d{4})?~96950~zip~state
MQ~%O%n%N%n%A%n%Z %C %X~~ACZ~ACX~9[78]2\d{2}~97220
MR~~~~AC
MS
MT~%N%n%O%n%A%n%C %Z~~~CZ~[A-Z]{3}[ ]?\d{2,4}~NXR 01
MU~%N%n%O%n%A%n%Z%n%C~~~CZ~(\d{3}[A-Z]{2}\d{3})?~742CU001
MV~%N%n%O%n%A%n%C %Z~~~~\d{5}~20026
MW~%N%n%O%n%A%n%C %X
MX~%N%n%O%n%A%n%D%n%Z %C, %S~~ACZ~CSZ~\d{5}~02860~~state
MY~%N%n%O%n%A%n%D%n%Z %C%n%S~~ACZ~CS~\d{5}~43000~~state
MZ~%N%n%O%n%A%n%C~~~~\d{4}~1102
NA
NC~%O%n%N%n%A%n%Z %C %X~~ACZ~ACX~988\d{2}~98814
NE~%N%n%O%n%A%n%Z %C~~~~\d{4}~8001
NF~%O%n%N%n%A%n%C %S %Z~~~CS~2899
NG~%N%n%O%n%A%n%C %Z%n%S~~~CS~(\d{6})?~930283~~state
NI~%N%n%O%n%A%n%Z%n%C, %S~~~CS~\d{5}~52000~~department
NL~%O%n%N%n%A%n%Z %C~~ACZ~~\d{4}[ ]?[A-Z]{2}~1234 AB
NO~%N%n%O%n%A%n%Z %C~~ACZ~~\d{4}~0025
NP~%N%n%O%n%A%n%C %Z~~~~\d{5}~44601
NR~%N%n%O%n%A%n%S~~AS~~~~~district
NU
NZ~%N%n%O%n%A%n%C %Z~~ACZ~~\d{4}~6001
OM~%N%n%O%n%A%n%Z%n%C~~~~(PC )?\d{3}~133
PA~%N%n%O%n%A%n%C%n%S~~~CS
PE~~~~~(?:LIMA \d|CALLAO 0?)\d|[0-2]\d{4}~LIMA 23
PF~%N%n%O%n%A%n%Z %C %S~~ACSZ~CS~987\d{2}~~~island
PG~%N%n%O%n%A%n%C %Z %S~~ACS~~\d{3}~111
PH~%N%n%O%n%A%n%Z %C%n%S~~~~\d{4}~1008
PK~%N%n%O%n%A%n%C-%Z~~~~\d{5}~44000
PL~%N%n%O%n%A%n%Z %C~~ACZ~~\d{2}-\d{3}~00-950
PM~%O%n%N%n%A%n%Z %C %X~~ACZ~ACX~9[78]5\d{2}~97500
PN~%N%n%O%n%A%n%X%n%C%n%Z~~ACZ~CZ~PCRN 1ZZ~PCRN 1ZZ
PR~%N%n%O%n%A%n%C PR %Z~~ACZ~ACNO~00[679]\d{2}([ \-]\d{4})?~00930~zip
PS
PT~%N%n%O%n%A%n%Z %C~~ACZ~~\d{4}-\d{3}~2725-079
PW~%N%n%O%n%A%n%C %S %Z~~ACSZ~ACNOS~969(39|40)~96940~zip~state
PY~%N%n%O%n%A%n%Z %C~~~~\d{4}~1536
QA~~~~AC
RE~%O%n%N%n%A%n%Z %C %X~~ACZ~ACX~9[78]4\d{2}~97400
RO~%N%n%O%n%A%n%Z %C~~~AC~\d{6}~060274
RS~%N%n%O%n%A%n%Z %C~~~~\d{5,6}~106314
RU~%Z %C  %n%A%n%O%n%N~~ACZ~AC~\d{6}~125075
RW~~~~AC
SA~%N%n%O%n%A%n%C %Z~~~~\d{5}~11564
SB
SC~%N%n%O%n%A%n%C%n%S~~~S~~~~island
SD
SE~%O%n%N%n%A%nSE-%Z %C~~ACZ~~\d{3}[ ]?\d{2}~11455
SG~%N%n%O%n%A%nSINGAPORE %Z~~AZ~~\d{6}~546080
SH~%N%n%O%n%A%n%X%n%C%n%Z~~ACZ~CZ~(ASCN|STHL) 1ZZ~STHL 1ZZ
SI~%N%n%O%n%A%nSI- %Z %C~~~~\d{4}~4000
SJ~%N%n%O%n%A%n%Z %C~~ACZ~~\d{4}~9170
SK~%N%n%O%n%A%n%Z %C~~~~\d{3}[ ]?\d{2}~010 01
SL
SM~%N%n%O%n%A%n%Z %C~~AZ~~4789\d~47890
SN~%N%n%O%n%A%n%Z %C~~~~\d{5}~12500
SO~%N%n%O%n%A%n%C, %S %Z~~ACS~ACS~\d{5}~09010
SR~%N%n%O%n%A%n%C %X%n%S~~~AS
SS
ST~%N%n%O%n%A%n%C %X
SV~%N%n%O%n%A%n%Z-%C%n%S~~ACS~CSZ~CP [1-3][1-7][0-2]\d~CP 1101
SX
SY
SZ~%N%n%O%n%A%n%C%n%Z~~~ACZ~[HLMS]\d{3}~H100
TA~~~~~TDCU 1ZZ~TDCU 1ZZ
TC~%N%n%O%n%A%n%X%n%C%n%Z~~ACZ~CZ~TKCA 1ZZ~TKCA 1ZZ
TD
TF
TG
TH~%N%n%O%n%A%n%D %C%n%S %Z~%N%n%O%n%A%n%D, %C%n%S %Z~~S~\d{5}~10150
TJ~%N%n%O%n%A%n%Z %C~~~~\d{6}~735450
TK
TL
TM~%N%n%O%n%A%n%Z %C~~~~\d{6}~744000
TN~%N%n%O%n%A%n%Z %C~~~~\d{4}~1002
TO
TR~%N%n%O%n%A%n%Z %C~~ACZ~~\d{5}~01960
TT
TV~%N%n%O%n%A%n%X%n%C%n%S~~~ACS~~~~island
TW~%Z%n%S%C%n%A%n%O%n%N~%N%n%O%n%A%n%C, %S %Z~ACSZ~~\d{3}(\d{2})?~104~~county
TZ~~~~~\d{4}~6090
UA~%Z %C%n%A%n%O%n%N~~~~\d{5}~15432
UG
UM~%N%n%O%n%A%n%C %S %Z~~ACS~ACNOS~~96898~zip~state
US~%N%n%O%n%A%n%C %S %Z~~ACSZ~CS~\d{5}([ \-]\d{4})?~95014~zip~state
UY~%N%n%O%n%A%n%Z %C %S~~~CS~\d{5}~11600
UZ~%N%n%O%n%A%n%Z %C%n%S~~~CS~\d{6}~702100
VA~%N%n%O%n%A%n%Z %C~~~~00120~00120
VC~~~~~VC\d{4}~VC0100
VE~%N%n%O%n%A%n%C %Z, %S~~ACS~CS~\d{4}~1010
VG~~~A~~VG\d{4}~VG1110
VI~%N%n%O%n%A%n%C %S %Z~~ACSZ~ACNOS~008(([0-4]\d)|(5[01]))([ \-]\d{4})?~00802-1222~zip~state
VN~%N%n%O%n%A%n%C%n%S~%N%n%O%n%A%n%C%n%S~AC~~\d{6}~119415
VU
WF~%O%n%N%n%A%n%Z %C %X~~ACZ~ACX~986\d{2}~98600
WS
XK~%N%n%O%n%A%n%Z %C~~~~[1-7]\d{4}~10000
YE~~~AC
YT~%O%n%N%n%A%n%Z %C %X~~ACZ~ACX~976\d{2}~97600
ZA~%N%n%O%n%A%n%C%n%Z~~ACZ~~\d{4}~0083
ZM~%N%n%O%n%A%n%Z %C~~AC~~\d{5}~50100
ZW
ZZ~%N%n%O%n%A%n%C~~AC~C~~~postal~province`
