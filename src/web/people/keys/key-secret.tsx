import type { NewApiKey } from '../../../modules/people/keys/contract.ts'
import { Alert } from '../../kit/alert.tsx'
import { Button } from '../../kit/button.tsx'
import { CopyField } from '../../kit/copy.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { useWords } from '../../kit/words.ts'

/** Shows the secret of a key, this once. */
export function KeySecret({ made, onClose }: { made: NewApiKey; onClose: () => void }) {
  const t = useWords('people')
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('keys.madeTitle', { name: made.name })}
      actions={
        <Button look="primary" onClick={onClose}>
          {t('keys.kept')}
        </Button>
      }
    >
      <Alert tone="warn" className="mb-4">
        {t('keys.madeWords')}
      </Alert>
      <CopyField value={made.secret} label={t('keys.secret')} />
    </Dialog>
  )
}
