import type { ComponentProps, ReactNode } from 'react'
import { Link, type LinkProps } from 'react-router'
import styles from './button.module.css'
import { Icon, type IconName } from './icon.tsx'

interface Look {
  /** `primary` is the one main action of a page. */
  variant?: 'primary' | 'default' | 'quiet' | 'danger' | undefined
  icon?: IconName | undefined
}

export type ButtonProps = ComponentProps<'button'> & Look & { busy?: boolean | undefined }

export function Button({ variant = 'default', icon, busy, children, className, ...rest }: ButtonProps) {
  const classes = [styles.button, styles[variant], className].filter(Boolean).join(' ')
  return (
    <button
      type="button"
      {...rest}
      className={classes}
      data-framed={variant === 'quiet' ? undefined : ''}
      aria-busy={busy || undefined}
      disabled={rest.disabled || busy}
    >
      {icon ? <Icon name={icon} /> : null}
      {children}
    </button>
  )
}

export function LinkButton({ variant = 'default', icon, children, ...rest }: LinkProps & Look) {
  return (
    <Link {...rest} className={`${styles.button} ${styles[variant]}`} data-variant={variant}>
      {icon ? <Icon name={icon} /> : null}
      {children as ReactNode}
    </Link>
  )
}

export type IconButtonProps = Omit<ComponentProps<'button'>, 'children'> & {
  label: string
  icon: IconName
  size?: number
}

/** A button that shows only a drawing still has a name: for screen readers, and as a tip on hover. */
export function IconButton({ label, icon, size, className, ...rest }: IconButtonProps) {
  return (
    <button
      type="button"
      title={label}
      aria-label={label}
      {...rest}
      className={[styles.icon, className].filter(Boolean).join(' ')}
    >
      <Icon name={icon} {...(size ? { size } : {})} />
    </button>
  )
}
