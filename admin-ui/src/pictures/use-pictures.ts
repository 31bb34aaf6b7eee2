import { useMutation } from '@tanstack/react-query'
import { uploadFile } from '../api/files.ts'
import { useApi } from '../app/context.ts'
import type { EntityDescriptor } from '../entity/types.ts'
import { useT } from '../i18n/use-t.ts'
import type { LoadedRecord } from '../record/fetch-record.ts'
import { useSaveRecord } from '../record/use-save-record.ts'
import { notify } from '../ui/toast.tsx'
import { type PictureFields, withAdded, writePictures } from './pictures.ts'

/** Changes the photographs of a record. New ones belong to it, so whoever may change the record may add them. */
export function usePictures(
  entity: EntityDescriptor,
  record: LoadedRecord,
  fields: PictureFields,
  ids: readonly string[],
) {
  const { t } = useT()
  const api = useApi()
  const save = useSaveRecord(entity, record.row, record.etag)
  const write = useMutation({
    mutationFn: (next: readonly string[]) => save(writePictures(fields, next)),
    onError: (error) => notify({ text: error.message, tone: 'problem' }),
  })
  const add = useMutation({
    mutationFn: async (files: readonly File[]) => {
      const owner = { entity: entity.name, id: record.row.id }
      const added: string[] = []
      const failed: string[] = []
      for (const file of fields.more ? files : files.slice(0, 1)) {
        // One after the other: photographs are large, and the order they were chosen in is kept.
        await uploadFile(api, file, owner).then(
          ({ id }) => added.push(id),
          (error: Error) => failed.push(`${file.name}: ${error.message}`),
        )
      }
      if (added.length > 0) await save(writePictures(fields, withAdded(fields, ids, added)))
      return failed
    },
    onSuccess: (failed) => {
      if (failed.length > 0)
        notify({ text: `${t('form.uploadFailed')}. ${failed.join(' ')}`, tone: 'problem' })
    },
    onError: (error) => notify({ text: error.message, tone: 'problem' }),
  })
  return {
    busy: write.isPending || add.isPending,
    adding: add.isPending,
    add: (files: File[]) => add.mutate(files),
    put: (next: readonly string[]) => write.mutate(next),
  }
}
