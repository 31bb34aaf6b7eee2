import { lazy, Suspense } from 'react'
import type { CropPictureProps } from '../account/crop-dialog.tsx'

export type { CropPictureProps }

const Dialog = lazy(() =>
  import('../account/crop-dialog.tsx').then((module) => ({ default: module.CropDialog })),
)

/** Asks which square of a picture is to be used. */
export const CropPicture = (props: CropPictureProps) => (
  <Suspense>
    <Dialog {...props} />
  </Suspense>
)
