@echo off
rem Opens anpham from this folder. The same steps as in "Mo anpham.sh", in the same order.
rem Texts with accents are in files of their own: cmd reads a batch file in an older encoding.
chcp 65001 >nul
title anpham
pushd "%~dp0" || exit /b 5
call :try py -3.13 && goto found
call :try py -3.12 && goto found
call :try py -3.11 && goto found
call :try python3 && goto found
call :try python && goto found
type tep-cai-dat\can-python.txt
pause
exit /b 3
:found
%python% tep-cai-dat\start.py %*
set code=%errorlevel%
if not %code%==0 if not %code%==130 pause
exit /b %code%
:try
%* tep-cai-dat\start.py --check >nul 2>nul || exit /b 1
set "python=%*"
exit /b 0
