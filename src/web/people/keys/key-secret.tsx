import type { NewApiKey } from '../../../modules/people/keys/contract.ts'
import { CopyField } from '../../kit/copy.tsx'
import { ShownOnce } from '../../kit/once.tsx'
import { useWords } from '../../kit/words.ts'

/** Shows the secret of a key, this once. */
export function KeySecret({ made, onClose }: { made: NewApiKey; onClose: () => void }) {
  const t = useWords('people')
  return (
    <ShownOnce
      title={t('keys.madeTitle', { name: made.name })}
      words={t('keys.madeWords')}
      done={t('keys.kept')}
      onClose={onClose}
    >
      <CopyField value={made.secret} label={t('keys.secret')} />
    </ShownOnce>
  )
}
