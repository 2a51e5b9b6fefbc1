import '@fontsource-variable/inter/wght.css';
import '@midas-ds/theme/variables.css';
import '@midas-ds/theme/color-scheme.css';
import './styles/base.css';
import './styles/shell.css';
import './styles/parts.css';
import './styles/forced-colours.css';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createAppRouter } from './router';
import { SessionProvider } from './session/session';
import { language } from './words/words';

document.documentElement.lang = language();

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <SessionProvider>
      <RouterProvider router={createAppRouter()} />
    </SessionProvider>
  </StrictMode>,
);
