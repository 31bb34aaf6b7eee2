/**
 * What pages outside the admin share with it: its colours and type, the smallest parts, and how the server is asked. Nothing
 * here needs the shell or loads what only the admin needs. It is built into such pages, not shared at run time.
 * @module
 */

import '../theme/fonts.css'
import '../theme/tokens.css'
import '../theme/global.css'
// Pages load parts of the kit later than its styles.
import '../account/crop.module.css'

export { Crop } from '../account/crop.tsx'
export { forgetReturn, takeReturn } from '../account/return.ts'
export { type Api, createApi, type RequestOptions } from '../api/client.ts'
export { ApiProblem } from '../api/problem.ts'
export type { Session } from '../api/types.ts'
export { initialLanguage, LANGUAGES, type Language, rememberLanguage } from '../i18n/language.ts'
export { type Translate, useT } from '../i18n/use-t.ts'
export { Badge } from '../ui/badge.tsx'
export { Button, type ButtonProps, IconButton, LinkButton } from '../ui/button.tsx'
export { Card } from '../ui/card.tsx'
export { Icon, type IconName } from '../ui/icon.tsx'
export { Mark } from '../ui/mark.tsx'
export { notify, Toasts } from '../ui/toast.tsx'
