import { Modal } from '@mantine/core'
import { useT } from '../i18n/use-t.ts'
import '../ui/modal.css'
import { Crop } from './crop.tsx'

export interface CropPictureProps {
  file: File
  /** Gets the chosen square as a JPEG. */
  onDone: (square: Blob) => void
  onClose: () => void
}

export function CropDialog({ file, onDone, onClose }: CropPictureProps) {
  const { t } = useT()
  const texts = {
    help: t('crop.help'),
    zoom: t('crop.zoom'),
    use: t('crop.use'),
    refused: t('crop.refused'),
  }
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('crop.title')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <Crop file={file} texts={texts} onDone={onDone} />
    </Modal>
  )
}
