import {
  type ComponentProps,
  type KeyboardEvent,
  lazy,
  type RefObject,
  Suspense,
  useId,
  useRef,
  useState,
} from 'react'
import type { Snippet } from '../../../modules/create/snippets/contract.ts'
import { Textarea } from '../../kit/input.tsx'
import { placeOf, typeInto } from './insert.ts'
import { type Trigger, triggerAt } from './trigger.ts'

const Offers = lazy(() => import('./offers.tsx'))
const FillDialog = lazy(() => import('./fill-dialog.tsx').then(({ FillDialog: part }) => ({ default: part })))

type Props = ComponentProps<'textarea'> & { area: RefObject<HTMLTextAreaElement | null> }

/** What the offers do with a key: whether it was theirs. */
export type OfferKeys = (event: KeyboardEvent) => boolean

/** A field for the words of a post: @, # and / offer accounts, hashtags and snippets while they are typed. */
export function WordsField({ area, ...rest }: Props) {
  const listId = useId()
  const [trigger, setTrigger] = useState<Trigger | null>(null)
  const [filling, setFilling] = useState<{ snippet: Snippet; at: Trigger } | null>(null)
  const [active, setActive] = useState<string | null>(null)
  // One that was sent away stays away while the same word is typed on.
  const away = useRef<number | null>(null)
  const keys = useRef<OfferKeys | null>(null)

  const look = () => {
    const field = area.current
    const found =
      field && field.selectionStart === field.selectionEnd
        ? triggerAt(field.value, field.selectionStart)
        : null
    if (!found) away.current = null
    setTrigger(found && found.start !== away.current ? found : null)
  }
  const close = () => {
    away.current = trigger?.start ?? null
    setTrigger(null)
  }
  const choose = (words: string) => {
    if (area.current && trigger) typeInto(area.current, words, trigger.start, trigger.end)
    setTrigger(null)
  }
  return (
    <div className="relative">
      <Textarea
        {...rest}
        ref={area}
        aria-autocomplete="list"
        aria-controls={trigger && active ? listId : undefined}
        aria-activedescendant={trigger && active ? active : undefined}
        onChange={(event) => {
          rest.onChange?.(event)
          look()
        }}
        onKeyDown={(event) => {
          if (trigger && keys.current?.(event)) event.preventDefault()
        }}
        onKeyUp={(event) => /^(Arrow(Left|Right)|Home|End)$/.test(event.key) && look()}
        onClick={look}
        onBlur={() => setTrigger(null)}
      />
      {trigger && area.current && (
        <Suspense>
          <Offers
            key={trigger.kind}
            listId={listId}
            trigger={trigger}
            place={placeOf(area.current, trigger.start)}
            width={area.current.clientWidth}
            keys={keys}
            onActive={setActive}
            onChoose={choose}
            onFill={(snippet) => setFilling({ snippet, at: trigger })}
            onClose={close}
          />
        </Suspense>
      )}
      {filling && (
        <Suspense>
          <FillDialog
            snippet={filling.snippet}
            onClose={() => setFilling(null)}
            onFilled={(words) => {
              setFilling(null)
              // The dialog gives the focus back first.
              setTimeout(
                () => area.current && typeInto(area.current, words, filling.at.start, filling.at.end),
              )
            }}
          />
        </Suspense>
      )}
    </div>
  )
}
