import { expect, test } from 'vitest'
import { auditActions } from '../../../app/audit-actions.ts'
import { auditSubjects } from '../../../modules/people/audit/contract.ts'
import { plainName } from '../../kit/words.ts'
import en from '../../messages/en/audit.json' with { type: 'json' }

/** What is done to accounts or to the whole house is in no workspace's log, so no filter offers it. */
const ofAccounts = [
  'user',
  'session',
  'password',
  'passkey',
  'provider_account',
  'recovery_code',
  'recovery_codes',
  'house',
  'person',
]

test('every action that the audit log can say has words', () => {
  const missing = auditActions.filter((action) => !(plainName(action) in en.actions))
  expect(missing).toEqual([])
})

test('there are no words for actions that nothing does', () => {
  const known = new Set<string>(auditActions.map(plainName))
  expect(Object.keys(en.actions).filter((name) => !known.has(name))).toEqual([])
})

test('every action of a workspace can be found by what it is about', () => {
  const subjects = new Set(auditActions.map((action) => action.split('.')[0] ?? ''))
  expect([...subjects].filter((one) => !ofAccounts.includes(one)).sort()).toEqual([...auditSubjects].sort())
})
