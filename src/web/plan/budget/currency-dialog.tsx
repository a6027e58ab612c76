import { useState } from 'react'
import type { BudgetYear } from '../../../modules/plan/budget/contract.ts'
import { Button } from '../../kit/button.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { Field } from '../../kit/field.tsx'
import { useWords } from '../../kit/words.ts'
import { CurrencyField } from '../money/currency-field.tsx'
import { useSetCurrency } from './use-budget.ts'

/** In which currency the sums are told; lines and entries keep theirs. */
export function CurrencyDialog({ budget, onClose }: { budget: BudgetYear; onClose: () => void }) {
  const t = useWords('budget')
  const [currency, setCurrency] = useState(budget.currency ?? 'EUR')
  const set = useSetCurrency()
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('currency.change')}
      help={t('currency.help')}
      actions={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button
            look="primary"
            busy={set.isPending}
            onClick={() => set.mutate(currency, { onSuccess: onClose })}
          >
            {t('save')}
          </Button>
        </>
      }
    >
      <Field label={t('currency.label')}>
        <CurrencyField value={currency} onChange={setCurrency} />
      </Field>
    </Dialog>
  )
}
