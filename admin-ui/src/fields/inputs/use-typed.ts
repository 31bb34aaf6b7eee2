import { useState } from 'react'

/** Text of an input that is replaced only when the value it stands for changed from outside. */
export function useTyped(
  fromValue: string,
  stillMeans: (text: string) => boolean,
): [string, (text: string) => void] {
  const [text, setText] = useState(fromValue)
  const [seen, setSeen] = useState(fromValue)
  if (seen !== fromValue) {
    setSeen(fromValue)
    if (!stillMeans(text)) setText(fromValue)
  }
  return [text, setText]
}
