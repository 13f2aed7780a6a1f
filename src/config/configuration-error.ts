/** A variable is missing or invalid. The message has one line per problem: the variable's name and the rule it must meet. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';
}
