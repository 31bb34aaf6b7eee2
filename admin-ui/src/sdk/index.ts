/**
 * The admin SDK: everything a panel may use besides React. This list is a public API; it grows by decision only.
 * See README.md, "Writing a panel".
 * @module
 */

// How a person proves who they are.
export { CopyButton, type CopyButtonProps } from '../account/copy-button.tsx'
export { addPasskey, hasPasskeys } from '../account/passkey.ts'
export { RecoveryCodes, type RecoveryCodesProps } from '../account/recovery-codes.tsx'
export { goToVendor } from '../account/vendor.ts'
export type { Api } from '../api/client.ts'
export { ApiProblem } from '../api/problem.ts'
export type { ListAnswer, MoneyValue, Row } from '../api/types.ts'
export { t } from '../i18n/i18n.ts'
export { say, sayText, sayValue } from '../i18n/labels.ts'
export { Timeline, type TimelineEntry, type TimelineProps } from '../timeline/timeline.tsx'
// Parts of pages.
export { Badge, type BadgeProps } from '../ui/badge.tsx'
export { Button, type ButtonProps, IconButton, type IconButtonProps } from '../ui/button.tsx'
export { Card, type CardProps } from '../ui/card.tsx'
export { EmptyState, type EmptyStateProps } from '../ui/empty-state.tsx'
export { notify, type Toast } from '../ui/toast.tsx'
export { Measure, type MeasureProps, Money, type MoneyProps } from './amounts.tsx'
export { Board, type BoardProps } from './board.tsx'
export { CropPicture, type CropPictureProps } from './crop-picture.tsx'
export { Field, type FieldProps } from './field.tsx'
// Data and the world around the panel.
export {
  type Actor,
  type ListQuery,
  type OperationCall,
  type RouteInfo,
  useActor,
  useApi,
  useList,
  useOperation,
  useRecord,
  useRoute,
} from './hooks.ts'
export { Link, type LinkProps } from './link.tsx'
export { Grid, type GridProps, Page, type PageProps } from './page.tsx'
// Whole pages of the usual kinds, for a collection.
export { FormPage, ListPage, RecordPage } from './pages.tsx'
export {
  type CellProps,
  definePanel,
  type FieldInputProps,
  type Panel,
  type PanelPage,
  type SlotPart,
  type SlotProps,
} from './panel.ts'
export { Table, type TableColumn, type TableProps } from './table.tsx'
export { TotpSetup, type TotpSetupProps } from './totp-setup.tsx'
export { type Fetched, useFetch } from './use-fetch.ts'
export { Wizard, type WizardProps, type WizardStep } from './wizard.tsx'
