import { foldText } from './fold.ts'

// Compared without case, accents and dots. The lists hold what customers call themselves, not every rank there is.
const PREFIXES = set(`
  mr mrs ms miss mx messrs mister sir dame lady lord madam dr doctor prof professor rev reverend revd fr father sister
  pastor rabbi imam sheikh hon honorable honourable rt judge justice senator gov governor ambassador capt captain cpt col
  colonel gen general lt lieutenant maj sgt sergeant cpl cmdr commander adm admiral herr frau hr dipl-ing ing mag dott
  dottssa dra drs dres sig signor sigra signora sra srta senor senora senorita sr mme mlle monsieur madame mademoiselle
  mevr mevrouw dhr meneer fru froken prinz prinzessin graf grafin
`)
const SUFFIXES = set('jr sr junior senior ii iii iv vi vii viii esq esquire phd msc bsc dr-ing')
// Names as often as degrees when not in capitals: Yo-Yo Ma, Wang Jun, Vo Do.
const CAPITAL_SUFFIXES = set(`
  v md dds dmd do dvm jd llm llb mba ma ba bs ms rn cpa cfa cfp clu gg aji pe pmp ret usn usa usmc obe mbe cbe kbe frcs mp
  qc kc
`)
const PARTICLES = set(
  'van von der de del della degli dei di la bin ibn bint abu saint st san santa vom zum zur',
)
// Capitalised, these are initials, first names or cut words: they open a family name in lower case only.
const LOWER_PARTICLES = set(
  'af al aan d da das den des do dos du el las le les lo los op te ten ter van zu y',
)

/** Titles that stand before a name. */
export const isPrefix = (word: string) => PREFIXES.has(bare(word))

/** Generations and degrees that stand behind a name. */
export function isSuffix(word: string): boolean {
  const key = bare(word)
  if (/^(jun|sen)\.$/i.test(word)) return true
  return SUFFIXES.has(key) || (CAPITAL_SUFFIXES.has(key) && word === word.toUpperCase())
}

/** Words that open a family name without being it: van, de la, von. */
export function isParticle(word: string): boolean {
  const key = bare(word).replace(/'$/, '')
  return PARTICLES.has(key) || (LOWER_PARTICLES.has(key) && word === word.toLowerCase())
}

// First names that go in pairs; hyphenated ones need no list.
const FIRST_OF_TWO = set('maria jose juan luis ana anna jean marie mary miguel carlos')
const SECOND_OF_TWO = set(`
  maria jose carlos luis antonio manuel pablo miguel angel isabel luisa ana elena teresa pilar carmen belen pierre paul
  claude jacques michel louis marc luc francois christophe philippe anne beth lou ann jo chiara laura rosa grazia vittoria
`)

/**
 * How many of the words are the first given name: María José and Jean Paul are two, María del Carmen three.
 * @param words given names, or a whole name without titles
 * @param spare words to leave over, e.g. 1 for the family name
 */
export function givenNameLength(words: readonly string[], spare: number): number {
  const [first = '', second = ''] = words
  const most = words.length - spare
  if (bare(first) === 'maria' && isParticle(second)) {
    const length = words.findIndex((word, i) => i > 0 && !isParticle(word)) + 1
    if (length > 0 && length <= most) return length
  }
  return most >= 2 && FIRST_OF_TWO.has(bare(first)) && SECOND_OF_TWO.has(bare(second)) ? 2 : 1
}

const bare = (word: string) => foldText(word).replace(/[.,]/g, '')

function set(words: string): ReadonlySet<string> {
  return new Set(words.split(/\s+/).filter((word) => word !== ''))
}
