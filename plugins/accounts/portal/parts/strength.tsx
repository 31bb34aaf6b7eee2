import { useT } from '@bezel/admin-ui/kit'
import { ZxcvbnFactory } from '@zxcvbn-ts/core'
import * as common from '@zxcvbn-ts/language-common'
import { useDeferredValue, useMemo } from 'react'
import styles from '../styles/form.module.css'

const zxcvbn = new ZxcvbnFactory({ dictionary: common.dictionary, graphs: common.adjacencyGraphs })
const words = ['worst', 'weak', 'fair', 'good', 'strong']

/** Names and addresses as a whole and word by word. */
const ownWords = (own: string[]): string[] =>
  own.flatMap((text) => [text, ...text.split(/[\s@._+-]+/)]).filter((word) => word.length > 2)

/** 0 to 4. What strangers know of the person adds nothing, however long it is: only the rest counts. */
function scoreOf(password: string, own: string[]): number {
  const words = ownWords(own).sort((a, b) => b.length - a.length)
  const rest = words.reduce((text, word) => text.replaceAll(word.toLowerCase(), ''), password.toLowerCase())
  const scores = [password, rest].map((text) => zxcvbn.check(text, words).score)
  return Math.min(...scores)
}

interface Props {
  password: string
  own: string[]
  least: number
}

/** How hard a password is to guess, as a bar and as a word. The server decides; this only helps to choose. */
export default function Strength({ password, own, least }: Props) {
  const { t } = useT()
  const typed = useDeferredValue(password)
  const score = useMemo(() => scoreOf(typed.slice(0, 64), own), [typed, own])
  const missing = least - [...typed.normalize('NFKC')].length
  const shown = missing > 0 ? Math.min(score, 1) : score
  return (
    <div className={styles.strength} data-score={shown}>
      <span aria-hidden="true" className={styles.bar}>
        {words.map((word, at) => (
          <i key={word} data-on={at <= shown || undefined} />
        ))}
      </span>
      <span role="status">
        {missing > 0 ? t('password.missing', { count: missing }) : t(`password.${words[shown]}`)}
      </span>
    </div>
  )
}
