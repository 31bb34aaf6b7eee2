import { type Api, Toasts } from '@bezel/admin-ui/kit'
import { lazy, Suspense } from 'react'
import { BrowserRouter, Route, Routes } from 'react-router'
import { SignIn } from '../pages/sign-in.tsx'
import { Frame } from './frame.tsx'
import { usePortal } from './portal.ts'
import { Provider } from './provider.tsx'

const SignUp = lazy(() => import('../pages/sign-up.tsx'))
const Confirm = lazy(() => import('../pages/confirm.tsx'))
const Recover = lazy(() => import('../pages/recover.tsx'))
const Reset = lazy(() => import('../pages/reset.tsx'))
const ConfirmEmail = lazy(() => import('../pages/confirm-email.tsx'))
const Invitation = lazy(() => import('../pages/invitation.tsx'))
const Callback = lazy(() => import('../pages/callback.tsx'))
const SecondFactor = lazy(() => import('../pages/second-factor.tsx'))
const Profile = lazy(() => import('../pages/profile.tsx'))
const Security = lazy(() => import('../pages/security.tsx'))
const MyData = lazy(() => import('../pages/my-data.tsx'))
const NotFound = lazy(() => import('../pages/not-found.tsx'))

export function App({ api }: { api: Api }) {
  return (
    <BrowserRouter basename="/account">
      <Provider api={api}>
        <Frame>
          <Suspense>
            <Pages />
          </Suspense>
        </Frame>
      </Provider>
      <Toasts />
    </BrowserRouter>
  )
}

function Pages() {
  const { account, pending } = usePortal()
  const door = pending ? <SecondFactor /> : <SignIn />
  return (
    <Routes>
      <Route path="/" element={account ? <Profile /> : door} />
      <Route path="/security" element={account ? <Security /> : door} />
      <Route path="/data" element={account ? <MyData /> : door} />
      <Route path="/sign-up" element={<SignUp />} />
      <Route path="/confirm" element={<Confirm />} />
      <Route path="/recover" element={<Recover />} />
      <Route path="/reset" element={<Reset />} />
      <Route path="/email" element={<ConfirmEmail />} />
      <Route path="/invitation" element={<Invitation />} />
      <Route path="/callback/:provider" element={<Callback />} />
      <Route path="*" element={<NotFound />} />
    </Routes>
  )
}
