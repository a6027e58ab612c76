import { X } from 'lucide-react'
import { type KeyboardEvent, useId, useState } from 'react'
import { mostTags, Tag } from '../../../modules/create/media/contract.ts'
import { Field } from '../../kit/field.tsx'
import { Input } from '../../kit/input.tsx'
import { useWords } from '../../kit/words.ts'

type Props = {
  value: readonly string[]
  known: readonly string[]
  readOnly?: boolean
  onChange: (tags: readonly string[]) => void
}

/** Words under which it is found again. Enter or a comma puts one on; what was typed counts when the field is left. */
export function TagsField({ value, known, readOnly, onChange }: Props) {
  const t = useWords('media')
  const list = useId()
  const [typed, setTyped] = useState('')
  const put = (text: string) => {
    const fresh = text.split(',').flatMap((one) => {
      const read = Tag.safeParse(one.slice(0, 40))
      return read.success ? [read.data] : []
    })
    setTyped('')
    if (fresh.length > 0) onChange([...new Set([...value, ...fresh])].slice(0, mostTags))
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && typed.trim()) {
      event.preventDefault()
      put(typed)
    }
    if (event.key === 'Backspace' && typed === '') onChange(value.slice(0, -1))
  }
  return (
    <Field label={t('tags')} help={readOnly ? undefined : t('tagsHelp')}>
      {value.length > 0 && (
        <ul className="flex flex-wrap gap-1.5">
          {value.map((tag) => (
            <li
              key={tag}
              className="inline-flex items-center gap-1 rounded-md bg-quiet-soft py-0.5 pr-1 pl-2 text-sm"
            >
              {tag}
              {!readOnly && (
                <button
                  type="button"
                  aria-label={t('takeOff', { tag })}
                  onClick={() => onChange(value.filter((one) => one !== tag))}
                  className="flex size-6 items-center justify-center rounded-sm text-muted hover:bg-hover hover:text-text touch:size-11"
                >
                  <X aria-hidden className="size-3.5" />
                </button>
              )}
            </li>
          ))}
        </ul>
      )}
      {!readOnly && (
        <>
          <Input
            list={list}
            value={typed}
            maxLength={200}
            onChange={(event) => {
              const { value: text } = event.target
              if (text.includes(',')) put(text)
              else setTyped(text)
            }}
            onKeyDown={onKeyDown}
            onBlur={() => put(typed)}
          />
          <datalist id={list}>
            {known
              .filter((tag) => !value.includes(tag))
              .map((tag) => (
                <option key={tag} value={tag} />
              ))}
          </datalist>
        </>
      )}
    </Field>
  )
}
