import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core'

const emerald: MantineColorsTuple = [
  '#e9f4ef',
  '#d3e8de',
  '#a9d3c1',
  '#7cbca2',
  '#53a585',
  '#2f8d6c',
  '#1a7a5a',
  '#0c6a4c',
  '#085940',
  '#054631',
]
const ruby: MantineColorsTuple = [
  '#fbebed',
  '#f5d3d8',
  '#e9a6af',
  '#dd7784',
  '#d25060',
  '#c5374a',
  '#b3273c',
  '#9c1d31',
  '#831526',
  '#690d1c',
]
const amber: MantineColorsTuple = [
  '#fdf3df',
  '#f8e4bb',
  '#efcb80',
  '#e6b147',
  '#dc9b1f',
  '#c4850d',
  '#a36c06',
  '#855703',
  '#6b4502',
  '#523400',
]
const sapphire: MantineColorsTuple = [
  '#e9effa',
  '#d1def3',
  '#a4bde6',
  '#7399d8',
  '#4b7acb',
  '#2f62ba',
  '#1f509f',
  '#184285',
  '#11346c',
  '#0a2654',
]
/** Ivory to stone: the neutrals of the light theme. */
const gray: MantineColorsTuple = [
  '#faf7f0',
  '#f4f0e7',
  '#ebe6dc',
  '#e0d9cc',
  '#cfc7b7',
  '#a59d8d',
  '#7d7668',
  '#625c50',
  '#45403a',
  '#24211d',
]
/** Ink: the neutrals of the dark theme, lightest first as Mantine has them. */
const dark: MantineColorsTuple = [
  '#ece8de',
  '#c9c4b8',
  '#a8a294',
  '#7d786c',
  '#45423a',
  '#37342d',
  '#292722',
  '#1f1d19',
  '#181613',
  '#11100d',
]

export const theme = createTheme({
  colors: { emerald, ruby, amber, sapphire, gray, dark },
  primaryColor: 'emerald',
  primaryShade: { light: 7, dark: 6 },
  black: '#24211d',
  white: '#fffdf9',
  fontFamily: "'Source Sans 3', 'Segoe UI', system-ui, sans-serif",
  fontFamilyMonospace: 'ui-monospace, SFMono-Regular, Menlo, monospace',
  headings: { fontFamily: "'Newsreader', Georgia, serif", fontWeight: '500' },
  fontSizes: { xs: '12.5px', sm: '14px', md: '15px', lg: '17px', xl: '20px' },
  defaultRadius: 6,
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    // Pages scroll inside themselves, so there is nothing to lock; the lock would inject a style the CSP refuses.
    Modal: {
      defaultProps: {
        lockScroll: false,
        transitionProps: { duration: 120 },
        overlayProps: { backgroundOpacity: 0.4 },
      },
      styles: {
        title: { fontSize: '17px', fontWeight: 600 },
        content: { background: 'var(--surface)' },
        header: { background: 'var(--surface)' },
      },
    },
    Popover: { defaultProps: { shadow: 'md', transitionProps: { duration: 80 } } },
    Menu: { defaultProps: { shadow: 'md', transitionProps: { duration: 80 } } },
  },
  shadows: { xs: 'none', sm: soft(), md: soft(), lg: soft(), xl: soft() },
})

/** The one level of shadow there is. */
function soft(): string {
  return 'var(--shadow)'
}

/** Mantine's own names, in our colours; see tokens.css for ours. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-body': '#faf7f0',
    '--mantine-color-text': '#24211d',
    '--mantine-color-dimmed': '#5f594d',
    '--mantine-color-placeholder': '#777063',
    '--mantine-color-default': '#fffdf9',
    '--mantine-color-default-hover': '#f1ece1',
    '--mantine-color-default-border': '#d8d1c3',
    '--mantine-color-error': '#9c1d31',
  },
  dark: {
    '--mantine-color-body': '#181613',
    '--mantine-color-text': '#ece8de',
    '--mantine-color-dimmed': '#b3ad9f',
    '--mantine-color-placeholder': '#979082',
    '--mantine-color-default': '#1f1d19',
    '--mantine-color-default-hover': '#282621',
    '--mantine-color-default-border': '#45423a',
    '--mantine-color-error': '#f0929e',
  },
})
