/** Line drawings on a 20 × 20 grid, 1.5 thick, in the colour of the text around them. */
const PATHS = {
  home: 'M3.5 9 10 3.5 16.5 9v7.5h-4.5V12H8v4.5H3.5z',
  sell: 'M3.5 3.5h6l7 7-6 6-7-7zM6.8 6.8h.01',
  customers:
    'M7.5 9.5a3 3 0 1 0 0-6 3 3 0 0 0 0 6M2.5 16.5c0-3 2.2-4.7 5-4.7s5 1.7 5 4.7M13 9.3a2.7 2.7 0 1 0-.8-5.3M14.5 12c1.8.5 3 2 3 4.5',
  gem: 'M6 3.5h8l3.5 4.5L10 16.8 2.5 8zM2.5 8h15M10 16.5 7 8l2-4.5M10 16.5 13 8l-2-4.5',
  care: 'M10 16.5S3 12.5 3 7.7A3.7 3.7 0 0 1 10 6a3.7 3.7 0 0 1 7 1.7c0 4.8-7 8.8-7 8.8',
  chart: 'M3.5 16.5h13M5.5 13.5v-3M9.5 13.5v-7M13.5 13.5V4',
  settings: 'M3 6h8M15 6h2M3 14h2M9 14h8M13 8a2 2 0 1 0 0-4 2 2 0 0 0 0 4M7 16a2 2 0 1 0 0-4 2 2 0 0 0 0 4',
  search: 'M9 14.5a5.5 5.5 0 1 0 0-11 5.5 5.5 0 0 0 0 11M13 13l4 4',
  plus: 'M10 4v12M4 10h12',
  filter: 'M3 5h14M5.5 10h9M8 15h4',
  columns: 'M3.5 4h13v12h-13zM8 4v12M12.5 4v12',
  download: 'M10 3v9.5M6.5 9.5 10 13l3.5-3.5M3.5 16.5h13',
  upload: 'M10 13V3.5M6.5 7 10 3.5 13.5 7M3.5 16.5h13',
  more: 'M5 10h.01M10 10h.01M15 10h.01',
  check: 'm4.5 10.5 3.5 3.5 7.5-8',
  close: 'm5 5 10 10M15 5 5 15',
  down: 'm5.5 8 4.5 4.5L14.5 8',
  up: 'm5.5 12 4.5-4.5 4.5 4.5',
  right: 'm8 5.5 4.5 4.5L8 14.5',
  left: 'M12 5.5 7.5 10l4.5 4.5',
  pencil: 'm12.5 4.5 3 3L7 16l-3.5.5L4 13zM11 6l3 3',
  trash: 'M4 5.5h12M8 5.5v-2h4v2M5.5 5.5l.7 11h7.6l.7-11M8.5 8.5v5M11.5 8.5v5',
  clock: 'M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14M10 6v4l2.5 2',
  camera: 'M3 6.5h3L7.5 4.5h5L14 6.5h3v9.5H3zM10 13.5a2.7 2.7 0 1 0 0-5.4 2.7 2.7 0 0 0 0 5.4',
  file: 'M5 2.5h6.5L15.5 6.5v11H5zM11.5 2.5v4h4',
  sun: 'M10 13.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7M10 2v1.5M10 16.5V18M2 10h1.5M16.5 10H18M4.5 4.5l1 1M14.5 14.5l1 1M4.5 15.5l1-1M14.5 5.5l1-1',
  moon: 'M16 12A6.5 6.5 0 0 1 8 4a6.5 6.5 0 1 0 8 8',
  monitor: 'M3 4h14v9.5H3zM7.5 16.5h5M10 13.5v3',
  star: 'm10 3 2.1 4.5 4.9.6-3.6 3.4.9 4.9L10 14l-4.3 2.4.9-4.9L3 8.1l4.9-.6z',
  rows: 'M3.5 5h13M3.5 10h13M3.5 15h13',
  warning: 'M10 3.5 17.5 16.5h-15zM10 8.5v3.5M10 14.3h.01',
  info: 'M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14M10 9.5v4M10 6.7h.01',
  signOut: 'M11.5 3.5h-7v13h7M8.5 10h8.5M14 7l3 3-3 3',
  globe: 'M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14M3 10h14M10 3c2 2 3 4.5 3 7s-1 5-3 7c-2-2-3-4.5-3-7s1-5 3-7',
  link: 'M8.5 11.5a3 3 0 0 0 4.2 0l2.8-2.8a3 3 0 1 0-4.2-4.2l-1 1M11.5 8.5a3 3 0 0 0-4.2 0l-2.8 2.8a3 3 0 1 0 4.2 4.2l1-1',
  menu: 'M3.5 6h13M3.5 10h13M3.5 14h13',
  arrowUp: 'M10 16V4M5.5 8.5 10 4l4.5 4.5',
  arrowDown: 'M10 4v12M5.5 11.5 10 16l4.5-4.5',
  eye: 'M2 10s3-5 8-5 8 5 8 5-3 5-8 5-8-5-8-5M10 12.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5',
  eyeOff:
    'M3 3l14 14M8 5.3A8 8 0 0 1 10 5c5 0 8 5 8 5a14 14 0 0 1-2.6 3M5 6.5A13 13 0 0 0 2 10s3 5 8 5a8 8 0 0 0 3-.6',
  phone:
    'M5 3.5h3l1.5 4-2 1.2a9 9 0 0 0 3.8 3.8l1.2-2 4 1.5v3a1.5 1.5 0 0 1-1.6 1.5A12.5 12.5 0 0 1 3.5 5.1 1.5 1.5 0 0 1 5 3.5',
  key: 'M12.7 11.3a4 4 0 1 0-4-4c0 .5.1 1 .3 1.5L3.5 14.3v2.2h2.8v-1.8h1.9v-1.9l2.2-2.2c.7.5 1.5.7 2.3.7M13.6 6.4h.01',
  play: 'M6 4.5v11l9-5.5z',
} as const

export type IconName = keyof typeof PATHS

/** Decoration only: the words beside it, or the label of its button, carry the meaning. */
export function Icon({ name, size = 18 }: { name: IconName; size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 20 20"
      fill="none"
      stroke="currentColor"
      strokeWidth={1.5}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      <path d={PATHS[name]} strokeWidth={name === 'more' ? 2.5 : undefined} />
    </svg>
  )
}
