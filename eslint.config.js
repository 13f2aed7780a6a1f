import js from '@eslint/js';
import prettier from 'eslint-config-prettier';
import temporal from 'eslint-plugin-temporal';
import tseslint from 'typescript-eslint';

/**
 * What each folder of src may import of the others; nothing imports api, workers, build or local. ARCHITECTURE.md draws it.
 * `types` may be imported as types only. A folder that is missing here fails test/meta/import-boundaries.test.ts.
 */
export const ARROWS = {
  contracts: { code: [], types: [] },
  text: { code: [], types: [] },
  crypto: { code: [], types: [] },
  money: { code: [], types: [] },
  config: { code: ['crypto'], types: [] },
  telemetry: { code: ['config', 'contracts', 'crypto'], types: [] },
  process: { code: ['config', 'contracts', 'telemetry', 'text'], types: [] },
  temporal: { code: ['config', 'crypto'], types: [] },
  domains: { code: ['contracts', 'crypto', 'telemetry', 'text'], types: [] },
  delivery: { code: ['crypto', 'domains', 'events', 'telemetry'], types: [] },
  providers: { code: ['config', 'crypto', 'domains', 'text'], types: ['contracts'] },
  representations: { code: ['contracts', 'domains'], types: [] },
  events: { code: ['domains', 'representations', 'telemetry'], types: ['contracts'] },
  migrate: { code: ['config', 'domains', 'events', 'process'], types: [] },
  activities: { code: ['contracts', 'domains', 'events'], types: [] },
  workflows: { code: ['contracts', 'telemetry', 'text'], types: ['activities'] },
  workers: {
    code: [
      ...['activities', 'config', 'contracts', 'delivery', 'domains', 'events', 'process', 'providers', 'telemetry'],
      'temporal',
    ],
    types: ['workflows'],
  },
  api: {
    code: [
      ...['config', 'contracts', 'crypto', 'domains', 'events', 'migrate', 'money', 'process', 'providers'],
      ...['representations', 'telemetry', 'temporal', 'text', 'workflows'],
    ],
    types: [],
  },
  gateway: { code: ['config', 'crypto', 'domains', 'money', 'process', 'text'], types: ['telemetry'] },
  audit: { code: ['config', 'contracts', 'domains', 'process', 'temporal'], types: ['workflows'] },
  build: { code: ['api', 'workers'], types: [] },
  local: {
    code: ['config', 'contracts', 'domains', 'migrate', 'process', 'temporal'],
    types: ['telemetry', 'workflows'],
  },
  page: { code: ['contracts', 'money'], types: [] },
};

/** A domain knows nothing of Temporal or HTTP servers; workflow code holds nothing that is not deterministic. */
const PACKAGES = {
  api: [
    {
      regex: '^(\\.\\./)+workflows/(?!messages\\.js$)',
      allowTypeImports: true,
      message: 'The API sends messages to workflows and knows nothing else of them.',
    },
  ],
  domains: [{ group: ['@temporalio/*', 'express'], message: 'Domains know nothing of Temporal or HTTP.' }],
  page: [{ group: ['node:*', 'zod', 'express'], message: 'The page runs in a browser.' }],
  workflows: [
    {
      group: ['node:*', 'typeorm', 'pg', 'zod', 'pino', 'express'],
      message: 'Workflow code is deterministic and small.',
    },
    { group: ['@temporalio/*'], importNames: ['uuid4'], message: 'Its random stream is shared with the interceptors.' },
    {
      regex: '^\\.\\./telemetry/(?!(names|spans)\\.js$)',
      message: 'Workflow code may use the names and the spans, not what measures or exports them.',
    },
  ],
};

function arrows(folder) {
  const { code, types } = ARROWS[folder];
  const others = Object.keys(ARROWS).filter((other) => other !== folder && !code.includes(other));
  const patterns = others.map((other) => ({
    regex: `^(\\.\\./)+${other}/`,
    allowTypeImports: types.includes(other),
    message: `No arrow leads from ${folder} to ${other}.`,
  }));
  if (folder !== 'page') {
    patterns.push({ regex: '^(\\.\\./)+packages/', message: `No arrow leads from ${folder} to packages.` });
  }
  return {
    files: [`src/${folder}/**/*.{ts,tsx}`],
    rules: {
      '@typescript-eslint/no-restricted-imports': ['error', { patterns: [...patterns, ...(PACKAGES[folder] ?? [])] }],
    },
  };
}

export default tseslint.config(
  { ignores: ['dist', 'packages/*/dist', 'node_modules', '.data', 'coverage', '.stryker-tmp'] },
  js.configs.recommended,
  tseslint.configs.strictTypeChecked,
  tseslint.configs.stylisticTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: { allowDefaultProject: ['*.js', '.*.js', 'tools/*.js'] } } },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': [
        'error',
        { ignoreArrowShorthand: true, ignoreVoidOperator: true },
      ],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      'no-console': 'error',
    },
  },
  ...Object.keys(ARROWS).map(arrows),
  {
    files: ['packages/**/*.ts', 'acceptance/**/*.ts'],
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              regex: '^(\\.\\./)+(src|test|bench)/',
              message: 'Packages and the acceptance suite know the API, not its code.',
            },
          ],
        },
      ],
    },
  },
  { files: ['src/workflows/**/*.ts'], ...temporal.configs.workflow },
  { files: ['src/activities/**/*.ts'], ...temporal.configs.activity },
  {
    files: ['src/{workflows,activities}/**/*.ts'],
    rules: {
      // These rules treat every async function as a workflow or activity and every setHandler as a promise, and require a timeout
      // for waits that need none. @typescript-eslint/no-floating-promises uses the types instead.
      'temporal/workflow-no-floating-promises': 'off',
      // A step that is new has nothing in its place for runs under way.
      'temporal/workflow-require-deprecate-patch-after-branch-removal': 'off',
      'temporal/workflow-condition-timeout-style': 'off',
      'temporal/workflow-prefer-single-object-args': 'off',
      'temporal/activity-prefer-single-object-args': 'off',
      'temporal/workflow-require-explicit-payload-types': 'off',
      'temporal/workflow-no-nonserializable-types-in-payloads': 'off',
      'no-restricted-properties': [
        'error',
        { object: 'Math', property: 'random', message: 'Its stream is shared with the interceptors.' },
      ],
    },
  },
  {
    files: ['{acceptance,bench,test}/**/*.ts'],
    rules: {
      'no-restricted-properties': [
        'error',
        { object: 'Math', property: 'random', message: 'Draw from a seed, so that a failure can be repeated.' },
      ],
    },
  },
  {
    // What people read on the page comes from its tables, in every language.
    files: ['src/page/**/*.{ts,tsx}'],
    ignores: ['src/page/**/*text.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        ...[
          'JSXText[value=/\\p{L}/u]',
          'JSXElement > JSXExpressionContainer > :matches(Literal, TemplateLiteral > TemplateElement)[raw=/\\p{L}/u]',
          'JSXElement > JSXExpressionContainer > ConditionalExpression > Literal[value=/\\p{L}/u]',
          'JSXAttribute[name.name=/^(alt|label|placeholder|title|aria-label|aria-description)$/] Literal[value=/\\p{L}/u]',
          'JSXAttribute[name.name=/^(alt|label|placeholder|title|aria-label|aria-description)$/] TemplateElement[value.raw=/\\p{L}/u]',
        ].map((selector) => ({ selector, message: 'Put this text into a table of texts, in every language.' })),
      ],
    },
  },
  {
    files: ['src/page/**/*.ts'],
    ignores: ['src/page/**/*text.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector: ':not(NewExpression) > Literal[value=/\\p{L}[,.]? \\p{L}/u]',
          message: 'Put this text into a table of texts, in every language.',
        },
      ],
    },
  },
  { files: ['*.js', '.*.js', 'tools/*.js', 'bench/peers/*/*.js'], ...tseslint.configs.disableTypeChecked },
  prettier,
);
