@echo off
rem Drop drafts or folders onto this file: they are checked, and the page of findings opens in the browser.
chcp 65001 >nul
set PYTHONUTF8=1
set "DOCGEN=%~dp0..\.venv\Scripts\docgen.exe"
if not exist "%DOCGEN%" set "DOCGEN=docgen"
if "%~1"=="" (
  echo 请把要检查的文稿（.docx、.txt 等）或者整个文件夹，用鼠标拖到这个图标上。
  pause
  exit /b 2
)
set "PAGE=%~dp1docgen检查结果.html"
if exist "%PAGE%" del "%PAGE%"
"%DOCGEN%" lint %* --format html -o "%PAGE%"
echo.
if exist "%PAGE%" (
  start "" "%PAGE%"
  echo 检查结果在浏览器里打开，也存在文稿旁边：%PAGE%
  echo 要在 Word 里看批注，请运行：docgen lint 文稿.docx --format docx
) else (
  echo 没有检查成，原因见上面。
)
pause
