import type { Mend } from '../../../modules/plan/smart/contract.ts'

/** Where on the page a field stands, so that a mend can lead to it. */
export const fieldId = (field: Mend['field']): string => `goal-${field}`

/** Brings a field into sight and puts the cursor into it. */
export function goToField(field: Mend['field']): void {
  const place = document.getElementById(fieldId(field))
  place?.scrollIntoView({ block: 'center' })
  place?.querySelector<HTMLElement>('input, textarea, button')?.focus({ preventScroll: true })
}
