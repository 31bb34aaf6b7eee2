import type { FieldDescriptor } from '../entity/types.ts'
import type { Filter } from './address.ts'
import { editorFor } from './filter-model.ts'
import { ChoiceEditor } from './filters/choice-editor.tsx'
import { DatesEditor } from './filters/dates-editor.tsx'
import { EmptyToggle } from './filters/empty-toggle.tsx'
import { RangeEditor } from './filters/range-editor.tsx'
import { ReferenceEditor } from './filters/reference-editor.tsx'
import { TagsEditor } from './filters/tags-editor.tsx'
import { TextEditor } from './filters/text-editor.tsx'

export interface FilterEditorProps {
  /** Collection the field is of. */
  collection: string
  field: FieldDescriptor
  /** The filters of this field now. */
  filters: Filter[]
  onChange: (filters: Filter[]) => void
  onDone: () => void
}

/** The right control for the field's kind; every change is applied at once. */
export function FilterEditor(props: FilterEditorProps) {
  return (
    <>
      <Editor {...props} />
      <EmptyToggle {...props} />
    </>
  )
}

function Editor(props: FilterEditorProps) {
  switch (editorFor(props.field)) {
    case 'choice':
    case 'boolean':
      return <ChoiceEditor {...props} />
    case 'range':
      return <RangeEditor {...props} />
    case 'dates':
      return <DatesEditor {...props} />
    case 'reference':
      return <ReferenceEditor {...props} />
    case 'tags':
      return <TagsEditor {...props} />
    case 'text':
      return <TextEditor {...props} />
  }
}
