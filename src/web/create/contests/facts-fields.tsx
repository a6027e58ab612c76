import { Plus, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { type Jurisdiction, jurisdictions } from '../../../modules/create/compliance/contract.ts'
import { type Facts, type Prize, rulesLanguages } from '../../../modules/create/contests/contract.ts'
import { Button, IconButton } from '../../kit/button.tsx'
import { Field } from '../../kit/field.tsx'
import { Input, Textarea } from '../../kit/input.tsx'
import { Checkbox, Switch } from '../../kit/switch.tsx'
import { useWords } from '../../kit/words.ts'
import { languages } from '../../messages/languages.ts'

type Props = {
  facts: Facts
  onChange: (facts: Facts) => void
  faultAt: (path: string) => string | undefined
}

type TextName = 'organiser' | 'address' | 'contact' | 'excluded' | 'delivery' | 'privacyUrl' | 'extra'
type NumberName = 'minAge' | 'answerDays' | 'keepDays'

/** What the rules are made of. */
export function FactsFields({ facts, onChange, faultAt }: Props) {
  const t = useWords('contests')
  const set = (change: Partial<Facts>) => onChange({ ...facts, ...change })
  const text = (name: TextName, more: { long?: boolean; help?: string; type?: string } = {}) => (
    <Field label={t(`facts.${name}`)} help={more.help} error={faultAt(`facts.${name}`)}>
      {more.long ? (
        <Textarea rows={2} value={facts[name]} onChange={({ target }) => set({ [name]: target.value })} />
      ) : (
        <Input
          type={more.type}
          value={facts[name]}
          autoComplete="off"
          onChange={({ target }) => set({ [name]: target.value })}
        />
      )}
    </Field>
  )
  const number = (name: NumberName, help?: string) => (
    <Field label={t(`facts.${name}`)} help={help} error={faultAt(`facts.${name}`)}>
      <Input
        type="number"
        min={0}
        value={facts[name] ?? ''}
        onChange={({ target }) => set({ [name]: target.value === '' ? null : Number(target.value) })}
      />
    </Field>
  )
  return (
    <div className="flex flex-col gap-4">
      <Places chosen={facts.jurisdictions} onChange={(chosen) => set({ jurisdictions: chosen })} />
      <div className="grid gap-4 sm:grid-cols-2">
        {text('organiser')}
        {text('contact', { type: 'email' })}
      </div>
      {text('address')}
      <Prizes prizes={facts.prizes} onChange={(prizes) => set({ prizes })} faultAt={faultAt} />
      <div className="grid gap-4 sm:grid-cols-2">
        <Countries
          countries={facts.countries}
          onChange={(countries) => set({ countries })}
          error={faultAt('facts.countries')}
        />
        {number('minAge')}
      </div>
      {text('excluded', { help: t('facts.excludedHelp') })}
      <Switch
        label={t('facts.purchase')}
        help={t('facts.purchaseHelp')}
        checked={facts.purchase}
        onChange={(purchase) => set({ purchase })}
      />
      <div className="grid gap-4 sm:grid-cols-2">
        {number('answerDays', t('facts.answerDaysHelp'))}
        {number('keepDays', t('facts.keepDaysHelp'))}
      </div>
      {text('delivery', { long: true })}
      {text('privacyUrl', { type: 'url' })}
      <Switch
        label={t('facts.showWinners')}
        checked={facts.showWinners}
        onChange={(showWinners) => set({ showWinners })}
      />
      <fieldset className="flex flex-col gap-2">
        <legend className="mb-1.5 text-sm font-medium">{t('facts.languages')}</legend>
        <div className="flex flex-wrap gap-x-5 gap-y-2">
          {rulesLanguages.map((one) => (
            <Checkbox
              key={one}
              label={languages[one]}
              checked={facts.languages.includes(one)}
              disabled={facts.languages.length === 1 && facts.languages[0] === one}
              onChange={(on) =>
                set({
                  languages: rulesLanguages.filter((each) =>
                    each === one ? on : facts.languages.includes(each),
                  ),
                })
              }
            />
          ))}
        </div>
      </fieldset>
      {text('extra', { long: true, help: t('facts.extraHelp') })}
    </div>
  )
}

function Places({
  chosen,
  onChange,
}: {
  chosen: readonly Jurisdiction[]
  onChange: (chosen: Jurisdiction[]) => void
}) {
  const t = useWords('contests')
  const compliance = useWords('compliance')
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-1.5 text-sm font-medium">{t('facts.jurisdictions')}</legend>
      <div className="grid gap-2 sm:grid-cols-2">
        {jurisdictions.map((one) => (
          <Checkbox
            key={one}
            label={compliance(`jurisdictions.${one}`)}
            checked={chosen.includes(one)}
            onChange={(on) =>
              onChange(jurisdictions.filter((each) => (each === one ? on : chosen.includes(each))))
            }
          />
        ))}
      </div>
    </fieldset>
  )
}

/** Typed as one likes, `lv, ee`; what is being typed is not tidied under the fingers. */
function Countries(props: {
  countries: readonly string[]
  onChange: (countries: string[]) => void
  error?: string
}) {
  const t = useWords('contests')
  const [text, setText] = useState(props.countries.join(' '))
  return (
    <Field label={t('facts.countries')} help={t('facts.countriesHelp')} optional error={props.error}>
      <Input
        value={text}
        autoComplete="off"
        onChange={({ target }) => {
          setText(target.value)
          props.onChange([
            ...new Set(
              target.value
                .toUpperCase()
                .split(/[\s,;]+/)
                .filter(Boolean),
            ),
          ])
        }}
      />
    </Field>
  )
}

const noPrize: Prize = { what: '', count: 1, value: '', currency: 'EUR' }

function Prizes(props: {
  prizes: readonly Prize[]
  onChange: (prizes: Prize[]) => void
  faultAt: (path: string) => string | undefined
}) {
  const { prizes, onChange, faultAt } = props
  const t = useWords('contests')
  const set = (n: number, change: Partial<Prize>) =>
    onChange(prizes.map((prize, at) => (at === n ? { ...prize, ...change } : prize)))
  return (
    <fieldset className="flex flex-col gap-3">
      <legend className="mb-1.5 text-sm font-medium">{t('prizes.title')}</legend>
      {prizes.map((prize, n) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: A prize has no name of its own, and none moves.
        <div key={n} className="flex flex-wrap items-end gap-2 rounded-md border border-line p-3">
          <Field
            label={t('prizes.what')}
            className="min-w-0 flex-1 basis-56"
            error={faultAt(`facts.prizes.${n}.what`)}
          >
            <Input value={prize.what} onChange={({ target }) => set(n, { what: target.value })} />
          </Field>
          <Field label={t('prizes.count')} className="w-24" error={faultAt(`facts.prizes.${n}.count`)}>
            <Input
              type="number"
              min={1}
              value={prize.count}
              onChange={({ target }) => set(n, { count: Number(target.value) || 1 })}
            />
          </Field>
          <Field label={t('prizes.value')} className="w-28" error={faultAt(`facts.prizes.${n}.value`)}>
            <Input
              inputMode="decimal"
              value={prize.value}
              onChange={({ target }) => set(n, { value: target.value })}
            />
          </Field>
          <Field label={t('prizes.currency')} className="w-20" error={faultAt(`facts.prizes.${n}.currency`)}>
            <Input
              maxLength={3}
              value={prize.currency}
              onChange={({ target }) => set(n, { currency: target.value.toUpperCase() })}
            />
          </Field>
          <IconButton
            icon={Trash2}
            label={t('prizes.remove', { what: prize.what || String(n + 1) })}
            onClick={() => onChange(prizes.filter((_, at) => at !== n))}
          />
        </div>
      ))}
      {prizes.length < 20 && (
        <Button icon={Plus} className="self-start" onClick={() => onChange([...prizes, noPrize])}>
          {t('prizes.add')}
        </Button>
      )}
    </fieldset>
  )
}
