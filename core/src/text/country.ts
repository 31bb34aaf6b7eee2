import { foldText } from './fold.ts'

// ISO 3166-1: alpha-2 and alpha-3 code of each country, and XK, which is not in the standard but on letters.
const CODES = `
  ADAND AEARE AFAFG AGATG AIAIA ALALB AMARM AOAGO AQATA ARARG ASASM ATAUT AUAUS AWABW AXALA AZAZE BABIH BBBRB BDBGD BEBEL
  BFBFA BGBGR BHBHR BIBDI BJBEN BLBLM BMBMU BNBRN BOBOL BQBES BRBRA BSBHS BTBTN BVBVT BWBWA BYBLR BZBLZ CACAN CCCCK CDCOD
  CFCAF CGCOG CHCHE CICIV CKCOK CLCHL CMCMR CNCHN COCOL CRCRI CUCUB CVCPV CWCUW CXCXR CYCYP CZCZE DEDEU DJDJI DKDNK DMDMA
  DODOM DZDZA ECECU EEEST EGEGY EHESH ERERI ESESP ETETH FIFIN FJFJI FKFLK FMFSM FOFRO FRFRA GAGAB GBGBR GDGRD GEGEO GFGUF
  GGGGY GHGHA GIGIB GLGRL GMGMB GNGIN GPGLP GQGNQ GRGRC GSSGS GTGTM GUGUM GWGNB GYGUY HKHKG HMHMD HNHND HRHRV HTHTI HUHUN
  IDIDN IEIRL ILISR IMIMN ININD IOIOT IQIRQ IRIRN ISISL ITITA JEJEY JMJAM JOJOR JPJPN KEKEN KGKGZ KHKHM KIKIR KMCOM KNKNA
  KPPRK KRKOR KWKWT KYCYM KZKAZ LALAO LBLBN LCLCA LILIE LKLKA LRLBR LSLSO LTLTU LULUX LVLVA LYLBY MAMAR MCMCO MDMDA MEMNE
  MFMAF MGMDG MHMHL MKMKD MLMLI MMMMR MNMNG MOMAC MPMNP MQMTQ MRMRT MSMSR MTMLT MUMUS MVMDV MWMWI MXMEX MYMYS MZMOZ NANAM
  NCNCL NENER NFNFK NGNGA NINIC NLNLD NONOR NPNPL NRNRU NUNIU NZNZL OMOMN PAPAN PEPER PFPYF PGPNG PHPHL PKPAK PLPOL PMSPM
  PNPCN PRPRI PSPSE PTPRT PWPLW PYPRY QAQAT REREU ROROU RSSRB RURUS RWRWA SASAU SBSLB SCSYC SDSDN SESWE SGSGP SHSHN SISVN
  SJSJM SKSVK SLSLE SMSMR SNSEN SOSOM SRSUR SSSSD STSTP SVSLV SXSXM SYSYR SZSWZ TCTCA TDTCD TFATF TGTGO THTHA TJTJK TKTKL
  TLTLS TMTKM TNTUN TOTON TRTUR TTTTO TVTUV TWTWN TZTZA UAUKR UGUGA UMUMI USUSA UYURY UZUZB VAVAT VCVCT VEVEN VGVGB VIVIR
  VNVNM VUVUT WFWLF WSWSM XKXKX YEYEM YTMYT ZAZAF ZMZMB ZWZWE
`
  .trim()
  .split(/\s+/)

const BY_CODE: ReadonlyMap<string, string> = new Map(
  CODES.flatMap((pair) => [
    [pair.slice(0, 2), pair.slice(0, 2)],
    [pair.slice(2), pair.slice(0, 2)],
  ]),
)

/** ISO 3166-1 alpha-2 codes of all countries, in order. */
export const COUNTRY_CODES: readonly string[] = CODES.map((pair) => pair.slice(0, 2))

// What people write that is neither a code nor a name in any locale's data.
const ALIASES: ReadonlyMap<string, string> = new Map([
  ['uk', 'GB'],
  ['great britain', 'GB'],
  ['england', 'GB'],
  ['scotland', 'GB'],
  ['wales', 'GB'],
  ['northern ireland', 'GB'],
  ['united states of america', 'US'],
  ['america', 'US'],
  ['estados unidos de america', 'US'],
  ['eeuu', 'US'],
  ['holland', 'NL'],
  ['the netherlands', 'NL'],
  ['eire', 'IE'],
  ['republic of ireland', 'IE'],
  ['czech republic', 'CZ'],
  ['republic of korea', 'KR'],
  ['korea', 'KR'],
  ['uae', 'AE'],
  ['macedonia', 'MK'],
  ['burma', 'MM'],
  ['russian federation', 'RU'],
  ['ivory coast', 'CI'],
  ['hong kong', 'HK'],
  ['macau', 'MO'],
  ['macao', 'MO'],
  ['turkey', 'TR'],
  ['swaziland', 'SZ'],
])

// The languages that address books of shops in Europe, the Americas and East Asia are kept in.
const LANGUAGES = 'en de fr es it pt nl pl sv da nb fi cs hu ro tr ru uk el ar he zh ja ko'.split(' ')

/**
 * The ISO 3166-1 alpha-2 code of a country written as a code (`de`, `DEU`), a name in a common language (`Germany`,
 * `Deutschland`, `Niemcy`) or a usual short form (`U.S.A.`, `UK`); undefined where it is none.
 */
export function countryCode(text: string): string | undefined {
  const typed = text.trim()
  if (typed === '' || typed.length > 80) return undefined
  const letters = typed.replace(/[.\s]/g, '').toUpperCase()
  const code = letters.length <= 3 ? BY_CODE.get(letters) : undefined
  return code ?? ALIASES.get(bare(typed)) ?? countryNames().get(bare(typed))
}

/** The country's name in a language, e.g. `Germany`; the text itself where it is no country code. */
export function countryName(code: string, locale = 'en'): string {
  const known = BY_CODE.get(code.toUpperCase())
  return known ? (new Intl.DisplayNames([locale, 'en'], { type: 'region' }).of(known) ?? known) : code
}

const bare = (name: string) => foldText(name).replace(/\./g, '').replace(/&/g, 'and')

// Four thousand names take 0.1 s to collect: built when the first name is looked up, and the same ever after.
const countryNames = once((): ReadonlyMap<string, string> => {
  const names = new Map<string, string>()
  for (const language of LANGUAGES) {
    const display = new Intl.DisplayNames([language], { type: 'region' })
    for (const code of COUNTRY_CODES) {
      const name = bare(display.of(code) ?? code)
      if (!names.has(name)) names.set(name, code)
    }
  }
  return names
})

function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined
  return () => {
    made ??= { value: make() }
    return made.value
  }
}
