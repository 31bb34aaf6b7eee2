import type { FieldDescriptor } from '../entity/types.ts'
import type { Translate } from '../i18n/use-t.ts'

/** What a control holds while its text is no value of its kind; it must be put right before saving. */
export class Unreadable {
  readonly text: string

  constructor(text: string) {
    this.text = text
  }

  message(field: FieldDescriptor, t: Translate): string {
    if (field.kind === 'money') return t('form.invalidMoney')
    return t(field.kind === 'json' ? 'form.invalidJson' : 'form.invalidNumber')
  }
}
