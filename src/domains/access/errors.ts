import { DomainError } from '../domain-error.js';

export class ApiKeyNotFound extends DomainError {
  readonly code = 'api_key_not_found';
  constructor(id: string) {
    super(`API key ${id} was not found.`, { api_key_id: id });
  }
}
