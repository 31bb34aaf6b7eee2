import { Problem } from '../../../errors/problem.ts'
import { workbookTooLarge } from '../../errors.ts'
import { GENERAL, type NumberFormat, numberFormat } from './number-format.ts'
import type { ZipFile } from './unzip.ts'
import { parseWholeXml } from './xml.ts'
import { broken, type ZipEntry } from './zip-directory.ts'

export interface SheetInfo {
  name: string
  hidden: boolean
  entry: ZipEntry
}

/** What a workbook says about its sheets, before any of them is read. */
export interface Workbook {
  sheets: SheetInfo[]
  /** Texts that cells refer to by index. */
  strings: string[]
  /** Number formats by cell style. */
  formats: NumberFormat[]
  epoch1904: boolean
}

/** All distinct texts of a workbook are held in memory; beyond this it should come as CSV. */
const MAX_STRINGS_LENGTH = 256 * 1024 * 1024

export async function readWorkbook(zip: ZipFile): Promise<Workbook> {
  const main = await targetOf(zip, '', 'officeDocument', 'xl/workbook.xml')
  const relations = await readRelations(zip, main)
  const { sheets, epoch1904 } = await readSheetList(zip, main)
  return {
    sheets: sheets.flatMap(({ name, hidden, id }) => {
      const entry = zip.entries.get(relations.byId.get(id) ?? '')
      return entry ? [{ name, hidden, entry }] : []
    }),
    strings: await readStrings(zip, relations.byType.get('sharedStrings')),
    formats: await readFormats(zip, relations.byType.get('styles')),
    epoch1904,
  }
}

interface Relations {
  byId: Map<string, string>
  byType: Map<string, string>
}

async function targetOf(zip: ZipFile, part: string, type: string, usual: string): Promise<string> {
  const target = (await readRelations(zip, part)).byType.get(type) ?? usual
  if (!zip.entries.has(target)) throw broken('it is a ZIP file but holds no workbook')
  return target
}

/** `xl/workbook.xml` has its relations in `xl/_rels/workbook.xml.rels`; targets are relative to the part. */
async function readRelations(zip: ZipFile, part: string): Promise<Relations> {
  const slash = part.lastIndexOf('/') + 1
  const folder = part.slice(0, slash)
  const entry = zip.entries.get(`${folder}_rels/${part.slice(slash)}.rels`)
  const relations: Relations = { byId: new Map(), byType: new Map() }
  if (!entry) return relations
  await parseWholeXml(zip.read(entry), {
    open(name, { Id = '', Type = '', Target = '' }) {
      if (name !== 'Relationship') return
      const target = new URL(Target, `file:///${folder}`).pathname.slice(1)
      relations.byId.set(Id, decodeURIComponent(target))
      relations.byType.set(Type.slice(Type.lastIndexOf('/') + 1), decodeURIComponent(target))
    },
  })
  return relations
}

async function readSheetList(zip: ZipFile, main: string) {
  const sheets: { name: string; hidden: boolean; id: string }[] = []
  let epoch1904 = false
  await parseWholeXml(zip.read(zip.entries.get(main) as ZipEntry), {
    open(name, attributes) {
      if (name === 'workbookPr') epoch1904 = /^(1|true)$/.test(attributes.date1904 ?? '')
      if (name !== 'sheet') return
      const id = Object.entries(attributes).find(([key]) => key === 'r:id' || key.endsWith(':id'))?.[1] ?? ''
      sheets.push({ name: attributes.name ?? '', hidden: (attributes.state ?? 'visible') !== 'visible', id })
    },
  })
  return { sheets, epoch1904 }
}

async function readStrings(zip: ZipFile, part: string | undefined): Promise<string[]> {
  const entry = zip.entries.get(part ?? '')
  if (!entry) return []
  const strings: string[] = []
  const gatherer = new TextGatherer()
  let length = 0
  await parseWholeXml(zip.read(entry), {
    open: (name) => gatherer.open(name),
    text: (text) => gatherer.text(text),
    close(name) {
      gatherer.close(name)
      if (name !== 'si') return
      const text = gatherer.take()
      length += text.length
      if (length > MAX_STRINGS_LENGTH) throw new Problem(workbookTooLarge)
      strings.push(text)
    },
  })
  return strings
}

/** Joins the `t` runs of a rich text, without the phonetic hints (`rPh`) of Japanese ones. */
export class TextGatherer {
  #text = ''
  #inText = false
  #inPhonetic = false

  open(name: string): void {
    if (name === 'rPh') this.#inPhonetic = true
    else if (name === 't') this.#inText = !this.#inPhonetic
  }

  text(text: string): void {
    if (this.#inText) this.#text += text
  }

  close(name: string): void {
    if (name === 'rPh') this.#inPhonetic = false
    else if (name === 't') this.#inText = false
  }

  take(): string {
    const text = unescapeText(this.#text)
    this.#text = ''
    return text
  }
}

/** `_x000D_` stands for a character that XML cannot hold; `_x005F_` for the underscore of a text that looks so. */
export function unescapeText(text: string): string {
  if (!text.includes('_x')) return text
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  )
}

async function readFormats(zip: ZipFile, part: string | undefined): Promise<NumberFormat[]> {
  const entry = zip.entries.get(part ?? '')
  if (!entry) return [GENERAL]
  const codes = new Map<number, string>()
  const ids: number[] = []
  let inCells = false
  await parseWholeXml(zip.read(entry), {
    open(name, attributes) {
      if (name === 'numFmt') codes.set(Number(attributes.numFmtId), attributes.formatCode ?? '')
      else if (name === 'cellXfs') inCells = true
      else if (name === 'xf' && inCells) ids.push(Number(attributes.numFmtId ?? 0))
    },
    close(name) {
      if (name === 'cellXfs') inCells = false
    },
  })
  return ids.map((id) => numberFormat(id, codes))
}
