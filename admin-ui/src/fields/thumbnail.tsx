import { useState } from 'react'
import { Icon } from '../ui/icon.tsx'
import { fileOf } from './file-value.ts'
import styles from './thumbnail.module.css'

/** A square picture in a row; a sheet of paper for files that are no picture. */
export function Thumbnail({ value, size = 26, alt = '' }: { value: unknown; size?: number; alt?: string }) {
  const [broken, setBroken] = useState(false)
  const file = fileOf(value)
  if (!file) return null
  if (!file.image || broken)
    return (
      <span className={styles.icon} title={file.name}>
        <Icon name="file" size={16} />
      </span>
    )
  return (
    <img
      className={styles.thumbnail}
      src={file.thumbnailUrl}
      alt={alt}
      width={size}
      height={size}
      loading="lazy"
      decoding="async"
      onError={() => setBroken(true)}
    />
  )
}
