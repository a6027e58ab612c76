import { useState } from 'react'
import { Dialog } from '../kit/dialog.tsx'
import { Keys } from '../kit/kbd.tsx'
import { Switch } from '../kit/switch.tsx'
import { useAnyWords, useWords } from '../kit/words.ts'
import { lettersOn, switchLetters } from './keys.ts'
import { entries, verbs } from './registry.ts'
import { useAllowed } from './use-allowed.ts'

/** Every key there is, and the switch for the letters. */
export function KeysDialog({ onClose }: { onClose: () => void }) {
  const t = useWords('shell')
  const words = useAnyWords()
  const allowed = useAllowed()
  const [on, setOn] = useState(lettersOn)
  const general = [
    { name: t('palette'), keys: 'mod+k' },
    { name: t('keys.title'), keys: '?' },
  ]
  const doing = verbs
    .filter(allowed)
    .flatMap(({ words: name, keys }) => (keys ? [{ name: words(name), keys }] : []))
  const places = entries
    .filter(allowed)
    .flatMap(({ words: name, key }) =>
      key ? [{ name: t('keys.goTo', { place: words(name) }), keys: `g ${key}` }] : [],
    )
  return (
    <Dialog open onClose={onClose} title={t('keys.title')} wide>
      <div className="grid gap-x-10 sm:grid-cols-2">
        <KeyList rows={[...general, ...doing]} />
        <KeyList rows={places} />
      </div>
      <Switch
        className="mt-5 border-t border-line pt-4"
        checked={on}
        onChange={(next) => {
          switchLetters(next)
          setOn(next)
        }}
        label={t('keys.letters')}
        help={t('keys.lettersHelp')}
      />
    </Dialog>
  )
}

const KeyList = ({ rows }: { rows: { name: string; keys: string }[] }) => (
  <ul className="flex flex-col">
    {rows.map(({ name, keys }) => (
      <li key={keys} className="flex min-h-9 items-center justify-between gap-4">
        <span>{name}</span>
        <span className="sr-only">{keys}</span>
        <Keys keys={keys} />
      </li>
    ))}
  </ul>
)
