import { Icon } from './icon.tsx'
import styles from './steps.module.css'

export interface StepsProps {
  titles: string[]
  /** Index of the step one is at. */
  current: number
}

/** Where one is in a task of several steps. */
export function Steps({ titles, current }: StepsProps) {
  return (
    <ol className={styles.steps}>
      {titles.map((title, index) => (
        <li
          key={title}
          aria-current={index === current ? 'step' : undefined}
          data-done={index < current || undefined}
        >
          <span className={styles.mark}>{index < current ? <Icon name="check" size={14} /> : index + 1}</span>
          {title}
        </li>
      ))}
    </ol>
  )
}
