export { asCount, blockedUntil, Gate, reportLimit, type Scope, type Subject, scopeKey } from './gate.ts'
