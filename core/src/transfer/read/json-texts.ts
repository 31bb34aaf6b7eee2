import { Problem } from '../../errors/problem.ts'
import { jsonBroken, recordTooLong } from '../errors.ts'

/** Texts of single JSON values and the lines they begin on (from 1). */
export interface JsonTexts {
  texts: string[]
  lines: number[]
}

/** Cuts text that comes in pieces into the texts of single JSON values. */
export interface JsonSplitter {
  push(text: string): JsonTexts
  end(): JsonTexts
}

const MAX_VALUE_LENGTH = 16 * 1024 * 1024

function refuseLength(length: number, line: number): void {
  if (length <= MAX_VALUE_LENGTH) return
  throw new Problem(recordTooLong, {
    detail: `The record on line ${line} is longer than ${MAX_VALUE_LENGTH} characters.`,
  })
}

/** One value per line. Blank lines are passed over. */
export class LineSplitter implements JsonSplitter {
  #rest = ''
  #line = 1

  push(text: string): JsonTexts {
    const pieces = (this.#rest + text).split('\n')
    this.#rest = pieces.pop() ?? ''
    const found = this.#take(pieces)
    refuseLength(this.#rest.length, this.#line)
    return found
  }

  end(): JsonTexts {
    const last = this.#rest
    this.#rest = ''
    return this.#take([last])
  }

  #take(pieces: string[]): JsonTexts {
    const found: JsonTexts = { texts: [], lines: [] }
    for (const piece of pieces) {
      if (piece.trim() !== '') {
        found.texts.push(piece)
        found.lines.push(this.#line)
      }
      this.#line++
    }
    return found
  }
}

/** The objects of one array, or objects one after another, over any number of lines. */
export class ObjectSplitter implements JsonSplitter {
  #object = ''
  #objectLine = 1
  #line = 1
  #depth = 0
  #inString = false
  #escaped = false
  #inArray = false
  #ended = false

  push(text: string): JsonTexts {
    const found: JsonTexts = { texts: [], lines: [] }
    let start = 0
    for (let at = 0; at < text.length; at++) {
      const char = text[at] as string
      if (char === '\n') this.#line++
      if (this.#depth === 0) {
        if (char === '{') {
          this.#depth = 1
          this.#objectLine = this.#line
          start = at
        } else this.#between(char)
      } else if (this.#inside(char)) {
        found.texts.push(this.#object + text.slice(start, at + 1))
        found.lines.push(this.#objectLine)
        this.#object = ''
      }
    }
    if (this.#depth > 0) this.#object += text.slice(start)
    refuseLength(this.#object.length, this.#objectLine)
    return found
  }

  end(): JsonTexts {
    if (this.#depth > 0 || (this.#inArray && !this.#ended)) {
      throw new Problem(jsonBroken, {
        detail: `The JSON ends in the middle of the list, on line ${this.#line}. Send the whole file.`,
      })
    }
    return { texts: [], lines: [] }
  }

  /** Follows strings and brackets inside an object; true where the object ends. */
  #inside(char: string): boolean {
    if (this.#inString) {
      if (this.#escaped) this.#escaped = false
      else if (char === '\\') this.#escaped = true
      else if (char === '"') this.#inString = false
      return false
    }
    if (char === '"') this.#inString = true
    else if (char === '{' || char === '[') this.#depth++
    else if (char === '}' || char === ']') this.#depth--
    return this.#depth === 0
  }

  #between(char: string): void {
    if (/[\s,]/.test(char)) return
    if (char === '[' && !this.#inArray) this.#inArray = true
    else if (char === ']' && this.#inArray) this.#ended = true
    else {
      throw new Problem(jsonBroken, {
        detail: `Line ${this.#line} holds "${char}" where an object should begin. Send a list of objects: [{…}, {…}].`,
      })
    }
  }
}
