export { blockedUntil, Gate, leftOf, reportLimit, type Scope, type Subject, scopeKey } from './gate.ts'
