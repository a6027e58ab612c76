import type { ReactNode } from 'react'
import { Alert } from '../../kit/alert.tsx'
import { Button } from '../../kit/button.tsx'
import type { KeptFormState } from './use-kept-form.ts'

type Props = {
  form: KeptFormState
  words: { kept: string; beginAnew: string; cancel: string; submit: string }
  onCancel: () => void
  children: ReactNode
}

/** The frame of a form that fills a page: what was left here, what went wrong, and the way out, always in sight. */
export function KeptForm({ form, words, onCancel, children }: Props) {
  return (
    <form
      noValidate
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        void form.submit()
      }}
    >
      {form.goesOn && (
        <Alert
          tone="info"
          action={
            <Button size="small" onClick={form.beginAnew}>
              {words.beginAnew}
            </Button>
          }
        >
          {words.kept}
        </Alert>
      )}
      {form.problem && <Alert tone="bad">{form.problem}</Alert>}
      {children}
      <div className="sticky bottom-[calc(4.5rem+env(safe-area-inset-bottom))] z-10 flex justify-end gap-2 rounded-lg border border-line bg-raised p-3 shadow-float md:bottom-4">
        <Button onClick={onCancel}>{words.cancel}</Button>
        <Button type="submit" look="primary" busy={form.busy}>
          {words.submit}
        </Button>
      </div>
    </form>
  )
}
