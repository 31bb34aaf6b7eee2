import type { Decoder } from './decode.ts'
import type { JsonSplitter, JsonTexts } from './json-texts.ts'
import type { Rows } from './source.ts'
import { type Json, type ReadHint, type RowCounts, SAMPLE_ROWS, type SourceRow } from './types.ts'

/**
 * Rows of JSON objects. The headers are the keys of the first objects; an object with a key that came up later is read
 * with an issue. Values keep their types; numbers that a double cannot hold become text, so no digit is lost.
 */
export async function jsonRows(
  chunks: AsyncIterable<Buffer>,
  decoder: Decoder,
  splitter: JsonSplitter,
  isValue: ReadHint['isValue'] = () => true,
): Promise<Rows> {
  const parse = (text: string) => {
    const found = parseObject(text)
    return typeof found === 'string' ? found : flatten(found, isValue)
  }
  const batches = objectTexts(chunks, decoder, splitter)
  const top = await firstTexts(batches)
  const counts: RowCounts = { rows: 0, short: 0, long: 0, footer: 0 }
  const parsed = top.texts.map(parse)
  const headers = [...new Set(parsed.flatMap((one) => (typeof one === 'string' ? [] : Object.keys(one))))]
  const make = (found: (JsonObject | string)[], lines: number[]) =>
    found.map((one, i) => toRow(one, lines[i] as number, headers, counts))
  return { headers, hasHeader: true, counts, first: make(parsed, top.lines), rest: restOf() }

  async function* restOf(): Rows['rest'] {
    for await (const { texts, lines } of batches) yield make(texts.map(parse), lines)
  }
}

/** Enough objects to know the keys by, or all there are. */
async function firstTexts(batches: AsyncGenerator<JsonTexts>): Promise<JsonTexts> {
  const top: JsonTexts = { texts: [], lines: [] }
  while (top.texts.length < SAMPLE_ROWS) {
    const next = await batches.next()
    if (next.done) break
    top.texts = top.texts.concat(next.value.texts)
    top.lines = top.lines.concat(next.value.lines)
  }
  return top
}

type JsonObject = { [key: string]: Json }

async function* objectTexts(
  chunks: AsyncIterable<Buffer>,
  decoder: Decoder,
  splitter: JsonSplitter,
): AsyncGenerator<JsonTexts> {
  for await (const chunk of chunks) yield splitter.push(decoder.write(chunk))
  yield splitter.push(decoder.end())
  yield splitter.end()
}

/** The object, or what is wrong with the text. */
function parseObject(text: string): JsonObject | string {
  try {
    const value = JSON.parse(keepDigits(text)) as Json
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value
    return 'The line is JSON but no object. Write {"name": "value", …}.'
  } catch (error) {
    return `The record is not valid JSON: ${(error as Error).message}.`
  }
}

/** Deeper objects stay as they are: nobody names a column by so many words. */
const MAX_DEPTH = 3

/** `{"diamond": {"carat": 1}}` → `{"diamond.carat": 1}`, but for objects that are values by themselves. */
function flatten(found: JsonObject, isValue: NonNullable<ReadHint['isValue']>): JsonObject {
  const isNested = Object.values(found).some((value) => typeof value === 'object' && value !== null)
  if (!isNested) return found
  const flat: [string, Json][] = []
  function add(path: string, value: Json, depth: number): void {
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value)
    if (!isObject || depth > MAX_DEPTH || isValue(path, value)) flat.push([path, value])
    else for (const [key, item] of Object.entries(value)) add(`${path}.${key}`, item, depth + 1)
  }
  for (const [key, value] of Object.entries(found)) add(key, value, 1)
  return Object.fromEntries(flat)
}

/** Strings are matched too, so that digits inside them stay untouched. */
const TOKEN = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d[\d.eE+-]*/g

/** Quotes the numbers that would be rounded. */
function keepDigits(text: string): string {
  if (!/\d[\d.]{15}/.test(text)) return text
  return text.replace(TOKEN, (token) => {
    const isLong =
      !token.startsWith('"') && /^-?\d+(\.\d+)?$/.test(token) && token.replace(/\D/g, '').length > 15
    // Up to 2^53 there are whole numbers of 16 digits that a double holds as they are.
    return isLong && String(Number(token)) !== token ? `"${token}"` : token
  })
}

function toRow(found: JsonObject | string, line: number, headers: string[], counts: RowCounts): SourceRow {
  const row = ++counts.rows
  if (typeof found === 'string') return { row, line, values: headers.map(() => undefined), issue: found }
  let known = 0
  const values = headers.map((key) => {
    // Only own keys: an absent "constructor" must not become Object's.
    if (!Object.hasOwn(found, key)) return undefined
    known++
    return found[key]
  })
  if (known < headers.length) counts.short++
  return { row, line, values, issue: issueOf(found, known, headers, counts) }
}

function issueOf(found: JsonObject, known: number, headers: string[], counts: RowCounts): string | undefined {
  const keys = Object.keys(found)
  if (keys.length === known) return undefined
  counts.long++
  const extra = keys.filter((key) => !headers.includes(key)).map((key) => `"${key}"`)
  return `No column for ${extra.join(', ')}: the first records do not have it. Give the first record every key.`
}
