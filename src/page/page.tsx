import { render } from 'preact';
import { App } from './app.js';
import { LanguageProvider } from './i18n/use-language.js';

const root = document.getElementById('page');
if (root) {
  render(
    <LanguageProvider>
      <App />
    </LanguageProvider>,
    root,
  );
}
